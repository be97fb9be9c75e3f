import { useHeader } from '../../store/hooks.ts'
import type { HeaderAnswer } from '../../worker/protocol.ts'

/** What pprof prints above its table, in its words. */
export function TopHeader() {
  const { answer } = useHeader()
  return (
    <div className="top-header">
      <dl>
        {answer &&
          factsOf(answer).map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd className="number">{value}</dd>
            </div>
          ))}
      </dl>
    </div>
  )
}

function factsOf(header: HeaderAnswer): readonly (readonly [string, string])[] {
  const { file, buildId, type, time, duration, totalText, ratio } = header
  const total = ratio === '' ? totalText : `${totalText} (${ratio})`
  const facts = [
    ['File', file],
    ['Build ID', buildId],
    ['Type', type],
    ['Time', time],
    ['Duration', duration],
    ['Total samples', total],
  ] as const
  return facts.filter(([, value]) => value !== '')
}

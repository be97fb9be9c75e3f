import { useHeader } from '../../store/hooks.ts'
import type { HeaderAnswer } from '../../worker/protocol.ts'

/** What pprof prints above its table, in its words. */
export function TopFacts() {
  const { answer } = useHeader()
  if (!answer) return null
  return (
    <dl className="top-facts">
      {factsOf(answer).map(([term, value]) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd className="number">{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function factsOf(header: HeaderAnswer): readonly (readonly [string, string])[] {
  const { file, buildId, type, time, duration, totalText, ratio, changes } = header
  const total = ratio === '' ? totalText : `${totalText} (${ratio})`
  const facts = [
    ['File', file],
    ['Build ID', buildId],
    ['Type', type],
    ['Time', time],
    ['Duration', duration],
    // Of changes the total is no sum of samples.
    [changes ? '100 % is' : 'Total samples', total],
  ] as const
  return facts.filter(([, value]) => value !== '')
}

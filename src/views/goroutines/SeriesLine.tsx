import { showSeries } from '../../store/actions.ts'
import { useAnswer } from '../../store/answers.ts'
import { useProfileId } from '../../store/hooks.ts'
import { useOpenSeries } from '../../store/series.ts'
import { showProfile } from '../../store/showing.ts'
import { countText } from '../../ui/words.ts'
import type { FindingKind, SeriesQuery } from '../../worker/protocol.ts'
import { Sparkline } from '../frame/Sparkline.tsx'

/** Kinds that are worth a warning. */
const WARNS: readonly FindingKind[] = ['leaks', 'grows']

/** What the dumps that are open say together, in a sentence; nothing while there is but one. */
export function SeriesLine() {
  const series = useOpenSeries()
  const profile = useProfileId()
  const alone =
    series === null || series.members.length < 2 || series.members[series.shown]?.id !== profile
  const query: SeriesQuery | null = alone
    ? null
    : {
        type: 'series',
        ...series.of,
        ...{ table: 'stacks', column: 'growth', reverse: false, onlyMatches: false },
        search: { text: '', regexp: false, matchCase: false },
        ...{ from: 0, to: 0 },
      }
  const { answer } = useAnswer(query, 'goroutines-series')
  if (alone || !answer) return null
  const [worst] = answer.findings
  if (!worst) return null
  const newest = series.members[answer.snapshots.at(-1)?.index ?? -1]
  return (
    <p className={WARNS.includes(worst.kind) ? 'goroutines-series warns' : 'goroutines-series'}>
      <span className="muted">{countText(answer.snapshots.length, 'dump')}</span>
      <Sparkline values={answer.snapshots.map(({ total }) => total)} />
      <span>{worst.sentence}</span>
      {newest && newest.id !== profile && (
        <button
          type="button"
          className="button"
          title="The sentence is about the newest; this is an older one"
          onClick={() => showProfile(newest.key)}
        >
          Show {newest.name}
        </button>
      )}
      <button type="button" className="button" onClick={showSeries}>
        Series
      </button>
    </p>
  )
}

import { useOpenSeries, useSeriesFrame } from '../../store/series.ts'
import { Sparkline } from '../../views/frame/Sparkline.tsx'
import type { SeriesCourse } from '../../worker/protocol.ts'

/** How the selected frame went over the snapshots, and which of them the figures below are of. */
export function SeriesFigures({ name }: { readonly name: string }) {
  const open = useOpenSeries()
  const { answer, error } = useSeriesFrame(name)
  const shown = open?.members[open.shown]
  if (!open || open.members.length < 2) return null
  const course = answer?.name === name ? answer : null
  return (
    <>
      <h3 className="figures-of">Over {open.members.length} snapshots</h3>
      {course?.flat && course.cum && (
        <table className="figures series-figures number">
          <tbody>
            <Row label="flat" course={course.flat} />
            <Row label="cum" course={course.cum} />
            <tr>
              <th scope="row">trend</th>
              <td colSpan={2} title={course.cum.values.map(numberText).join(' → ')}>
                <Sparkline values={course.cum.values} />
              </td>
            </tr>
          </tbody>
        </table>
      )}
      {course && !course.cum && <p className="muted">It is in none of them.</p>}
      {!course && !error && <p className="muted">Adding up…</p>}
      {shown && (
        <h3 className="figures-of">
          In <span className="mono">{shown.name}</span>
        </h3>
      )}
    </>
  )
}

function Row({ label, course }: { readonly label: string; readonly course: SeriesCourse }) {
  const { values, firstText, lastText, growth, growthText, share, slopeText, rose, fell } = course
  const way = growth > 0 ? 'grew' : growth < 0 ? 'shrank' : ''
  const steps = `rose in ${rose} and fell in ${fell} of ${values.length - 1} steps`
  return (
    <tr title={[steps, slopeText, share && `${share} of all growth`].filter(Boolean).join(', ')}>
      <th scope="row">{label}</th>
      <td>
        {firstText} → {lastText}
      </td>
      <td className={way}>{growthText}</td>
    </tr>
  )
}

function numberText(value: number): string {
  return value.toLocaleString('en')
}

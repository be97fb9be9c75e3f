import { select } from '../../store/actions.ts'
import { useCompared } from '../../store/hooks.ts'
import { CutName } from '../../ui/name/CutName.tsx'
import { shareLabel } from '../../views/top/difference/columns.ts'
import type { Change, ChangedNeighbour, CompareFrameAnswer } from '../../worker/protocol.ts'
import { FrameButtons } from '../inspector/FrameButtons.tsx'
import { FrameHead } from '../inspector/FrameHead.tsx'

/** A frame on both sides of a comparison. */
export function CompareCard({ answer }: { readonly answer: CompareFrameAnswer }) {
  const { frame, binary, flat, cum, paths } = answer
  const isOfBase = useCompared()?.mode.diff ?? false
  return (
    <>
      <FrameHead frame={frame} binary={binary} />
      <table className="figures compare-figures number">
        <thead>
          <tr>
            <td />
            <th scope="col" title="Values of samples that end in this frame">
              flat
            </th>
            <th scope="col" title="Values of samples that have this frame anywhere in their stack">
              cum
            </th>
            <th scope="col" title="Distinct call paths that lead to it">
              paths
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">old</th>
            <td>{flat.oldText}</td>
            <td>{cum.oldText}</td>
            <td>{paths.old.toLocaleString('en')}</td>
          </tr>
          <tr>
            <th scope="row">new</th>
            <td>{flat.newText}</td>
            <td>{cum.newText}</td>
            <td>{paths.new.toLocaleString('en')}</td>
          </tr>
          <tr>
            <th scope="row">Δ</th>
            <td className={flat.state}>{flat.deltaText}</td>
            <td className={cum.state}>{cum.deltaText}</td>
            <td />
          </tr>
          <tr>
            <th scope="row">Δ%</th>
            <td className={flat.state}>{percentOf(flat)}</td>
            <td className={cum.state}>{percentOf(cum)}</td>
            <td />
          </tr>
          <tr title="The change as a share of what 100% is">
            <th scope="row">{shareLabel(isOfBase)}</th>
            <td>{flat.shareText}</td>
            <td>{cum.shareText}</td>
            <td />
          </tr>
        </tbody>
      </table>
      <FrameButtons frame={frame} />
      <ChangedNeighbours title="Callers" changed={answer.callers} none="Nothing calls it." />
      <ChangedNeighbours title="Callees" changed={answer.callees} none="It calls nothing." />
    </>
  )
}

interface ChangedNeighboursProps {
  readonly title: string
  readonly changed: readonly ChangedNeighbour[]
  readonly none: string
}

/** Callers or callees, those that have changed most first; a click selects one. */
function ChangedNeighbours({ title, changed, none }: ChangedNeighboursProps) {
  return (
    <section className="neighbours compare-neighbours" aria-label={title}>
      <h3>
        {title} <span className="muted">Δ of the calls</span>
      </h3>
      {changed.length === 0 && <p className="muted">{none}</p>}
      <ul>
        {changed.map(({ frame, change }) => (
          <li key={frame.key}>
            <button
              type="button"
              title={`${frame.name}: ${change.oldText} → ${change.newText}`}
              onClick={() => select(frame.name)}
            >
              <span className="neighbour-name mono">
                <CutName name={frame.name} />
              </span>
              <span className={`number ${change.state}`}>{change.deltaText}</span>
              <span className={`number neighbour-percent ${change.state}`}>
                {percentOf(change)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function percentOf({ deltaPercent, state }: Change): string {
  return state === 'new' || state === 'gone' ? state : deltaPercent
}

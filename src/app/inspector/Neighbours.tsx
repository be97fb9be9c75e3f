import { select } from '../../store/actions.ts'
import { CutName } from '../../ui/name/CutName.tsx'
import type { Neighbour } from '../../worker/protocol.ts'

interface NeighboursProps {
  readonly title: string
  /** Name of the frame whose neighbours they are. */
  readonly of: string
  readonly neighbours: readonly Neighbour[]
  readonly none: string
}

/** Callers or callees, heaviest first; a click selects one. */
export function Neighbours({ title, of, neighbours, none }: NeighboursProps) {
  return (
    <section className="neighbours" aria-label={title}>
      <h3>
        {title} <span className="muted">% of its cum</span>
      </h3>
      {neighbours.length === 0 && <p className="muted">{none}</p>}
      <ul>
        {neighbours.map(({ frame, valueText, percent }) => (
          <li key={frame.key}>
            <button
              type="button"
              title={`${frame.name}: ${valueText}, ${percent} of the cum of ${of}`}
              onClick={() => select(frame.name)}
            >
              <span
                className="neighbour-heat"
                style={{
                  width: widthOf(percent),
                  ...(valueText.startsWith('-') && { background: 'var(--shrank-bg)' }),
                }}
              />
              <span className="neighbour-name mono">
                <CutName name={frame.name} />
              </span>
              <span className="number">{valueText}</span>
              <span className="number neighbour-percent">{percent}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

function widthOf(percent: string): string {
  const share = Math.min(100, Math.abs(Number.parseFloat(percent)))
  return `${Number.isNaN(share) ? 0 : share}%`
}

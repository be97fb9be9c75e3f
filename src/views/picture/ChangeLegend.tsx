import { changeFills, isChangeColoring } from './change.ts'
import { paletteOf } from './palette.ts'
import type { Coloring } from './settings.ts'
import './change-legend.css'

interface ChangeLegendProps {
  readonly coloring: Coloring
  /** Whether only changes are known, not the values before and after. */
  readonly saved?: boolean
}

/** What the colours of changes mean, from what shrank to what grew; none of other colours. */
export function ChangeLegend({ coloring, saved = false }: ChangeLegendProps) {
  if (!isChangeColoring(coloring)) return null
  const [light, dark] = [
    changeFills(paletteOf('light'), coloring),
    changeFills(paletteOf('dark'), coloring),
  ]
  const stops = light.map((fill, at) => `light-dark(${fill}, ${dark[at]})`)
  const relative = coloring.includes('relative')
  const [gone, came, help] =
    relative && saved
      ? ['▼ shrank', '▲ grew', 'What grew in a frame less what shrank, as a share of both together']
      : relative
        ? ['−100 %', 'new', 'The change of a frame as a share of the larger of its two values']
        : ['▼ less', '▲ more', 'The change of a frame as a share of the whole picture']
  return (
    <span className="change-legend" title={help}>
      {gone}
      <span
        className="change-swatch"
        style={{ backgroundImage: `linear-gradient(90deg, ${stops.join()})` }}
      />
      {came}
    </span>
  )
}

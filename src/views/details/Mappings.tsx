import type { DetailsAnswer } from '../../engine/questions/page/details.ts'
import { useSideName } from '../../store/side.ts'

const COLUMNS = ['Addresses', 'Offset', 'Build ID', 'Has', 'File'] as const

/** The binaries that the program had in memory; of very many the first ones. */
export function Mappings({ mappings, counts }: DetailsAnswer) {
  const label = useSideName('Mappings')
  const left = counts.mappings - mappings.length
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls */}
      <section className="details-wide mappings" aria-label={label} tabIndex={0}>
        <table className="number">
          <thead>
            <tr>
              {COLUMNS.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="mono">
            {mappings.map(({ start, limit, offset, buildId, has, file }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two mappings may be equal
              <tr key={index}>
                <td>
                  {start}–{limit}
                </td>
                <td>{offset}</td>
                <td>{buildId || '–'}</td>
                <td>{has.join(', ') || '–'}</td>
                <td>{file || '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {left > 0 && (
        <p className="muted">and {left.toLocaleString('en')} more: “raw” at the prompt lists all</p>
      )}
    </>
  )
}

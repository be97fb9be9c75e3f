import type { Options } from '../../engine/select/options.ts'
import { type FilterName, filtersSet } from '../../store/filters.ts'

/** What distinguishes one tab of the browser from another. */
interface Titled {
  /** The program or the file; "" while none is open. */
  readonly program: string
  readonly sampleType: string
  readonly view: string
  readonly options: Options
  readonly off: readonly FilterName[]
}

/** More filters would make the title too long to read. */
const MOST_FILTERS = 2

/** leakdemo · cpu · Top · focus json — Flamedrop */
export function titleOf({ program, sampleType, view, options, off }: Titled): string {
  if (program === '') return 'Flamedrop'
  const filters = filtersSet(options)
    .filter((name) => !off.includes(name))
    .map((name) => `${name} ${options[name]}`)
  const more = filters.length > MOST_FILTERS ? ['…'] : []
  const parts = [program, sampleType, view, ...filters.slice(0, MOST_FILTERS), ...more]
  return `${parts.filter(Boolean).join(' · ')} — Flamedrop`
}

import type { Entry, Tab } from '../../history/entry.ts'
import { filtersSet } from '../../store/filters.ts'
import { parseLink } from '../../store/link.ts'
import { INITIAL_VIEW, viewAt } from '../../store/view-list.ts'
import { bytesText, countText } from '../../ui/words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** How long ago something was, of two times in milliseconds since 1970: "5 minutes ago". */
export function agoText(then: number, now: number): string {
  const ago = now - then
  if (ago < MINUTE) return 'just now'
  if (ago < HOUR) return `${countText(Math.floor(ago / MINUTE), 'minute')} ago`
  if (ago < DAY) return `${countText(Math.floor(ago / HOUR), 'hour')} ago`
  if (ago < 30 * DAY) return `${countText(Math.floor(ago / DAY), 'day')} ago`
  return new Date(then).toISOString().slice(0, 10)
}

/** What a file is: where from, how large, what it counts. */
export function factsOf({ origin, types, samples, size }: Entry): string {
  const from = origin.kind === 'file' ? [] : [`from ${origin.host}`]
  return [...from, countText(samples, 'sample'), bytesText(size), types].join(' · ')
}

/** How a file was last seen, by its link: "Top, focus=json"; "" if as at first. */
export function seenOf(link: string): string {
  const { view } = parseLink(link)
  const { options, path } = view
  const filters = filtersSet(options).map((name) => `${name}=${options[name]}`)
  if (path === INITIAL_VIEW.path && filters.length === 0) return ''
  return [viewAt(path).title, ...filters].join(', ')
}

/** What a tab had open: "heap.2.pb.gz compared with heap.1.pb.gz, and 3 more". */
export function openedIn({ profiles, comparison, shown }: Tab): string {
  const name = (key: number) => profiles.find((profile) => profile.key === key)?.name ?? ''
  const names = (sides: readonly { readonly key: number }[]) =>
    sides.map(({ key }) => name(key)).join(' + ')
  const first = comparison
    ? `${names(comparison.sources)} compared with ${names(comparison.bases)}`
    : name(shown ?? -1) || (profiles[0]?.name ?? '')
  const count = comparison ? comparison.sources.length + comparison.bases.length : 1
  const more = profiles.length - count
  return more > 0 ? `${first}, and ${more.toLocaleString('en')} more` : first
}

import { baseName } from '../profile/paths.ts'
import type { Profile } from '../profile/profile.ts'
import { percentage, scale, scaledLabel } from '../profile/units.ts'
import type { Options } from '../select/options.ts'
import { cutoffOf, flatOf } from './graph/graph.ts'
import type { TrimmedGraph } from './graph/trim.ts'
import type { Measure } from './measure.ts'
import { formatTime } from './time.ts'

/** The lines at the head of a report that say what the profile is. */
export function profileLabels(profile: Profile, measure: Measure): string[] {
  const { mappings, strings, header } = profile
  const lines: string[] = []
  if (mappings.count > 0) {
    const file = strings.get(mappings.file[0]!)
    if (file !== '') lines.push(`File: ${baseName(file)}`)
    const buildId = strings.get(mappings.buildId[0]!)
    if (buildId !== '') lines.push(`Build ID: ${buildId}`)
  }
  lines.push(...header.comments.filter((comment) => !comment.startsWith('#')))
  if (measure.type !== '') lines.push(`Type: ${measure.type}`)
  if (header.docUrl !== '') lines.push(`Doc: ${header.docUrl}`)
  if (header.timeNanos !== 0n) lines.push(`Time: ${formatTime(header.timeNanos)}`)
  if (header.durationNanos !== 0n) {
    const duration = durationText(header.durationNanos)
    const total = measure.format(measure.total)
    lines.push(`Duration: ${duration}, Total samples = ${total} ${durationShare(profile, measure)}`)
  }
  return lines
}

/** A duration in a suitable unit, as pprof prints it. */
export function durationText(nanos: bigint): string {
  return scaledLabel(Number(nanos), 'nanoseconds', 'auto')
}

/** "(44.7%)": the total as a share of the recording's duration; "" if the total is no time. */
export function durationShare(
  { header }: Pick<Profile, 'header'>,
  { total, unit }: Measure,
): string {
  const nanos = scale(total, unit, 'nanoseconds')
  if (nanos.unit !== 'ns' || nanos.value === 0 || header.durationNanos === 0n) return ''
  return `(${percentage(Math.trunc(nanos.value), Number(header.durationNanos))})`
}

/** Filters that a report names at its head, in pprof's order. */
const NAMED_FILTERS = [
  'focus',
  'ignore',
  'hide',
  'show',
  'show_from',
  'tagfocus',
  'tagignore',
  'tagshow',
  'taghide',
] as const

/** Longer patterns are cut at so many bytes. */
const LONGEST_FILTER = 80

/** The lines at the head of a report on a graph: the profile's, the filters, what was dropped. */
export function reportLabels(
  profile: Profile,
  options: Options,
  measure: Measure,
  trimmed: TrimmedGraph,
): string[] {
  const { graph, originalCount, droppedNodes } = trimmed
  const lines = options.compact_labels ? [] : profileLabels(profile, measure)
  const filters = NAMED_FILTERS.filter((name) => options[name] !== '').map(
    (name) => `   ${cut(`${name}=${options[name]}`)}`,
  )
  if (filters.length > 0) lines.push('Active filters:', ...filters)

  let shown = 0
  for (const key of graph.nodes) shown += flatOf(graph.values, key)
  const total = measure.format(measure.total)
  const share = measure.percent(shown).trim()
  lines.push(`Showing nodes accounting for ${measure.format(shown)}, ${share} of ${total} total`)
  if (measure.total === 0) return lines
  if (droppedNodes > 0) {
    const cutoff = cutoffOf(measure.total, options.nodefraction)
    const nodes = droppedNodes > 1 ? 'nodes' : 'node'
    lines.push(`Dropped ${droppedNodes} ${nodes} (cum <= ${measure.format(cutoff)})`)
  }
  const { length } = graph.nodes
  if (length > 0 && length < originalCount) {
    lines.push(`Showing top ${length} nodes out of ${originalCount}`)
  }
  return lines
}

function cut(filter: string): string {
  const bytes = new TextEncoder().encode(filter)
  if (bytes.length <= LONGEST_FILTER) return filter
  return `${new TextDecoder().decode(bytes.subarray(0, LONGEST_FILTER))}…`
}

/** The part of a line that is the name of a frame. */
export interface NameInLine {
  readonly start: number
  readonly end: number
}

const INLINE = String.raw`(?: \((?:partial-)?inline\))?$`
/** Five columns of figures, then the name. */
const TOP = new RegExp(String.raw`^( *\S+ +[\d.]+% +[\d.]+% +\S+ +[\d.]+%  )(.+?)${INLINE}`)
/** Behind the bar, for a frame as for its callers and callees. */
const TREE = new RegExp(String.raw`^([^|]*\| +)(.+?)${INLINE}`)
/** A value or room for one, then the name; a label has its colon where this has spaces. */
const TRACES = new RegExp(String.raw`^([ \S]{10} {3})(\S.*?)${INLINE}`)
const LIST = /^(ROUTINE =+ )(.+) in .*$/

const BY_REPORT: Readonly<Record<string, RegExp>> = {
  top: TOP,
  text: TOP,
  tree: TREE,
  peek: TREE,
  traces: TRACES,
  list: LIST,
}

/** Where a line of a report names a frame; null where it names none. */
export function nameInLine(report: string, line: string): NameInLine | null {
  const pattern = Object.hasOwn(BY_REPORT, report) ? BY_REPORT[report] : undefined
  const [, before, name] = pattern?.exec(line) ?? []
  if (before === undefined || name === undefined) return null
  return { start: before.length, end: before.length + name.length }
}

/**
 * Names that a frame printed at a fine granularity may have at a coarser one: without address,
 * without file and line.
 */
export function coarserNames(name: string): readonly string[] {
  const noAddress = name.replace(/^[0-9a-f]{16} /, '')
  const noPlace = noAddress.replace(/(?<=.) \S+(:\d+)*$/, '')
  return [...new Set([name, noAddress, noPlace])]
}

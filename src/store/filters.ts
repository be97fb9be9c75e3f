import {
  type Granularity,
  type OptionName,
  type Options,
  optionNamed,
} from '../engine/select/options.ts'
import type { FrameText } from '../worker/protocol.ts'

/** The options that filter samples, frames or labels, each shown as a chip, in this order. */
export const FILTERS = [
  'focus',
  'ignore',
  'hide',
  'show',
  'show_from',
  'prune_from',
  'tagfocus',
  'tagignore',
  'tagshow',
  'taghide',
  'tagroot',
  'tagleaf',
] as const satisfies readonly OptionName[]

export type FilterName = (typeof FILTERS)[number]

/** Whether an option is a filter. */
export function isFilter(name: OptionName): name is FilterName {
  return (FILTERS as readonly OptionName[]).includes(name)
}

/** The filters with a text, including those switched off. */
export function filtersSet(options: Options): readonly FilterName[] {
  return FILTERS.filter((name) => options[name] !== '')
}

/** The help text of a filter. */
export function filterHelp(name: FilterName): string {
  return optionNamed(name)?.help ?? ''
}

/** Escapes a text as a regexp in RE2 syntax. */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.?+*[\](){}|^$]/g, '\\$&')
}

/**
 * The regexp that matches exactly this frame in pprof's filters of function and file names; null
 * for a frame without either (`[binary]`).
 */
export function literalRegexp(frame: FrameText, granularity: Granularity): string | null {
  const name = functionName(frame, granularity)
  return name === null ? null : `^${quoteMeta(name)}$`
}

/** The name of the function without address, file, line and column. */
function functionName(frame: FrameText, granularity: Granularity): string | null {
  let name = frame.name
  if (granularity === 'files') return frame.file || null
  if (granularity === 'addresses') name = name.replace(/^[0-9a-f]{16} /, '')
  if (granularity !== 'functions' && frame.file !== '') {
    const at = name.lastIndexOf(` ${frame.file}`)
    const rest = name.slice(at + 1 + frame.file.length)
    if (at > 0 && /^(:\d+)*$/.test(rest)) name = name.slice(0, at)
  }
  if (name === '' || name === 'root' || /^\[.*\]$/.test(name) || name === '<unknown>') return null
  return name
}

/**
 * A regexp that matches either of two; the old one if it contains the added one as an alternative.
 */
export function joinRegexp(added: string, old: string): string {
  return old === '' || old.split('|').includes(added) ? old || added : `${added}|${old}`
}

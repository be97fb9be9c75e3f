import {
  type Granularity,
  type OptionName,
  type Options,
  optionNamed,
} from '../engine/select/options.ts'
import type { FrameText } from '../worker/protocol.ts'

/** Options that leave samples, frames or labels out: each is a chip. In the order of the chips. */
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

export function isFilter(name: OptionName): name is FilterName {
  return (FILTERS as readonly OptionName[]).includes(name)
}

/** Filters that have a text, switched off or not. */
export function filtersSet(options: Options): readonly FilterName[] {
  return FILTERS.filter((name) => options[name] !== '')
}

export function filterHelp(name: FilterName): string {
  return optionNamed(name)?.help ?? ''
}

/** A regexp in RE2's syntax that matches `text` and nothing else within it. */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.?+*[\](){}|^$]/g, '\\$&')
}

/**
 * The regexp that matches just this frame, as pprof's filters match function and file names;
 * null for a frame without either (`[binary]`).
 */
export function literalRegexp(frame: FrameText, granularity: Granularity): string | null {
  const name = functionName(frame, granularity)
  return name === null ? null : `^${quoteMeta(name)}$`
}

/** What stands before and behind the name at a fine granularity: address, file, line, column. */
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

export function joinRegexp(added: string, old: string): string {
  return old === '' || old.split('|').includes(added) ? old || added : `${added}|${old}`
}

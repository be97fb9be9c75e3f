import {
  OPTIONS,
  type Option,
  OptionError,
  type Options,
  optionFields,
  withOption,
} from '../engine/select/options.ts'
import { FILTERS, type FilterName } from './filters.ts'
import type { View, ViewName } from './view.ts'
import { allViews, INITIAL_VIEW, viewAt } from './view-list.ts'

/** A field of the link: `parse` throws OptionError for an invalid text. */
interface Field<Key extends keyof View> {
  readonly key: Key
  readonly url: string
  parse(text: string): View[Key]
  print(value: View[Key]): string
}

type OwnKey = Exclude<keyof View, 'path' | 'options' | 'fields'>

/** The fields beside pprof's options (engine/select/options.ts); defaults are left out. */
const FIELDS: { readonly [Key in OwnKey]: Field<Key> } = {
  off: { key: 'off', url: 'off', parse: parseOff, print: printOff },
  url: text('url', 'url'),
  search: text('search', 'q'),
  regexp: flag('regexp', 're'),
  selected: text('selected', 'sel'),
  onlyMatches: flag('onlyMatches', 'only'),
  split: { key: 'split', url: 'split', parse: parseSplit, print: String },
}
const OWN_KEYS = Object.keys(FIELDS) as OwnKey[]

const optionByUrl = new Map<string, Option>(
  OPTIONS.flatMap((option) => (option.url ? [[option.url, option] as const] : [])),
)
const keyByUrl = new Map<string, OwnKey>(OWN_KEYS.map((key) => [FIELDS[key].url, key]))

export interface ParsedLink {
  readonly view: View
  /** What is invalid in the link, in sentences; defaults are used instead. */
  readonly problems: readonly string[]
}

/**
 * Longest link that is read, in characters: browsers allow megabytes, which would make drawing the
 * chips slow.
 */
export const LONGEST_LINK = 2 ** 16

/** Parses a fragment, with or without its `#`. Never throws. */
export function parseLink(fragment: string): ParsedLink {
  if (fragment.length > LONGEST_LINK) {
    const length = Math.ceil(fragment.length / 1024)
    const problem = `The link is ${length} kB long, and at most ${LONGEST_LINK / 1024} kB are read: all settings are at their defaults.`
    return { view: INITIAL_VIEW, problems: [problem] }
  }
  const body = fragment.replace(/^#?\/?/, '')
  const cut = body.indexOf('?')
  const path = cut < 0 ? body : body.slice(0, cut)
  const problems: string[] = []
  let view: View = { ...INITIAL_VIEW, path: parsePath(path, problems) }
  const fields: (readonly [string, string])[] = []
  const seen = new Set<string>()
  for (const [url, value] of new URLSearchParams(cut < 0 ? '' : body.slice(cut + 1))) {
    const key = keyByUrl.get(url)
    const option = optionByUrl.get(url)
    if (!key && !option) {
      fields.push([url, value])
      continue
    }
    // As in pprof, the first of several values counts.
    if (seen.has(url)) continue
    seen.add(url)
    try {
      if (key) view = withField(view, key, value)
      else if (option) view = { ...view, options: withOption(view.options, option.name, value) }
    } catch (error) {
      if (!(error instanceof OptionError)) throw error
      problems.push(`The link sets ${url}=${value}: ${error.message}. It is left at its default.`)
    }
  }
  return { view: { ...view, off: offOf(view), fields }, problems }
}

/** The fragment of a view, from `#` on. */
export function printLink(view: View): string {
  const params = new URLSearchParams(optionFields(view.options))
  for (const key of OWN_KEYS) appendField(params, key, view)
  for (const [key, value] of view.fields) params.append(key, value)
  const query = params.toString()
  return query === '' ? `#/${view.path}` : `#/${view.path}?${query}`
}

function withField(view: View, key: OwnKey, value: string): View {
  return { ...view, [key]: FIELDS[key].parse(value) }
}

function appendField<Key extends OwnKey>(params: URLSearchParams, key: Key, view: View): void {
  const field: Field<Key> = FIELDS[key]
  const printed = field.print(view[key])
  if (printed !== field.print(INITIAL_VIEW[key])) params.append(field.url, printed)
}

function parsePath(path: string, problems: string[]): ViewName {
  if (isView(path)) return path
  const { path: first, title } = viewAt(INITIAL_VIEW.path)
  if (path !== '') {
    const instead = title.toLowerCase()
    problems.push(
      `The link asks for the view “${path}”, which does not exist. This is the ${instead}.`,
    )
  }
  return first
}

function text<Key extends OwnKey>(key: string extends View[Key] ? Key : never, url: string) {
  const parse = (value: string) => value as View[Key]
  return { key, url, parse, print: (value: View[Key]) => String(value) }
}

function flag<Key extends OwnKey>(key: boolean extends View[Key] ? Key : never, url: string) {
  const parse = (value: string) => parseFlag(value) as View[Key]
  return { key, url, parse, print: (value: View[Key]) => (value ? 't' : 'f') }
}

function parseFlag(value: string): boolean {
  if (['', '1', 't', 'true', 'y', 'yes'].includes(value)) return true
  if (['0', 'f', 'false', 'n', 'no'].includes(value)) return false
  throw new OptionError(`“${value}” is neither t nor f`)
}

function parseSplit(value: string): View['split'] {
  if (!isView(value) && value !== '') throw new OptionError(`there is no view “${value}”`)
  return value
}

function isView(path: string): boolean {
  return allViews().some((view) => view.path === path)
}

/** Parses switched-off filters by their URL names: `off=f,i`. */
function parseOff(value: string): readonly FilterName[] {
  const names = value.split(',').filter((name) => name !== '')
  return names.map((url) => {
    const name = FILTERS.find((filter) => filter === optionByUrl.get(url)?.name)
    if (!name) throw new OptionError(`“${url}” is not a filter`)
    return name
  })
}

function printOff(off: readonly FilterName[]): string {
  return off.map((name) => OPTIONS.find((option) => option.name === name)?.url ?? '').join(',')
}

/** Only filters with a text can be switched off. */
function offOf(view: { off: readonly FilterName[]; options: Options }): readonly FilterName[] {
  return FILTERS.filter((name) => view.off.includes(name) && view.options[name] !== '')
}

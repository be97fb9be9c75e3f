import { OPTIONS, type Options, optionFields } from '../../engine/select/options.ts'

/** What the link that opens the page says. */
export interface Opening {
  readonly options: Options
  /** Paths on the server. */
  readonly profile: string | null
  readonly base: string | null
  /** Compare as -diff_base does. */
  readonly diffBase: boolean
  readonly token: string
}

/** The link's fragment, from `#` on: pprof's options under their own names, and what to open. */
export function openingFragment({ options, profile, base, diffBase, token }: Opening): string {
  const fields = new URLSearchParams(optionFields(options))
  if (profile !== null) fields.set('url', profile)
  if (base !== null) {
    fields.set('base', base)
    fields.set('mode', diffBase ? 'diff_base' : 'base')
  }
  fields.set('token', token)
  return `#/flamegraph?${fields.toString().replaceAll('%2F', '/')}`
}

/** Options that are set and that no link has: they do not reach the page. */
export function lostOptions(options: Options): string[] {
  // Where the source is, the server knows; the page prints no report into a file.
  const elsewhere = ['source_path', 'trim_path', 'output']
  return OPTIONS.filter(
    ({ name, url, initial }) => !url && !elsewhere.includes(name) && options[name] !== initial,
  ).map(({ name }) => name)
}

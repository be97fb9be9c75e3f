import { DEFAULT_NAMING, type Naming } from '../engine/profile/simplify-names.ts'

export interface Symbolization {
  /** null: functions keep the names that the profile has. */
  readonly naming: Naming | null
  /** What pprof says of parts that it does not know. */
  readonly complaints: readonly string[]
}

/** Names of functions by the modes of demangle=. */
const CUTS = {
  none: null,
  full: { parameters: false, templateArguments: false },
  templates: { parameters: true, templateArguments: false },
} as const

const isMode = (text: string): text is keyof typeof CUTS => Object.hasOwn(CUTS, text)

const IGNORED = ['', 'local', 'fastlocal', 'remote', 'force']

/**
 * Reads -symbolize as pprof does: parts between colons, in any case. Where symbols are looked for
 * (local, fastlocal, remote) makes no difference here: they are those of the profile.
 */
export function readSymbolize(mode: string): Symbolization {
  const complaints: string[] = []
  let naming: Naming = DEFAULT_NAMING
  for (const part of mode.toLowerCase().split(':')) {
    if (part === 'none' || part === 'no') return { naming: null, complaints }
    if (part === 'force') naming = { ...naming, force: true }
    const demangle = part.replace(/^demangle=/, '')
    if (isMode(demangle)) naming = { cut: CUTS[demangle], force: true }
    else if (!IGNORED.includes(part) && demangle !== 'default') {
      complaints.push(
        `ignoring unrecognized symbolization option: ${mode}`,
        'expecting -symbolize=[local|fastlocal|remote|none][:force][:demangle=[none|full|templates|default]',
      )
    }
  }
  return { naming, complaints }
}

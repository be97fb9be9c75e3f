import { DEFAULT_NAMING, type Naming } from '../engine/profile/simplify-names.ts'

export interface Symbolization {
  /** null if functions keep their names. */
  readonly naming: Naming | null
  /** pprof's messages about unknown parts of the mode. */
  readonly complaints: readonly string[]
}

/** How names are simplified, by mode of demangle=. */
const CUTS = {
  none: null,
  full: { parameters: false, templateArguments: false },
  templates: { parameters: true, templateArguments: false },
} as const

const isMode = (text: string): text is keyof typeof CUTS => Object.hasOwn(CUTS, text)

const IGNORED = ['', 'local', 'fastlocal', 'remote', 'force']

/**
 * Parses -symbolize as pprof does: parts between colons, in any case. Where to look for symbols
 * (local, fastlocal, remote) has no effect here: they are always those of the profile.
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

import { DEFAULT_NAMING } from '../../engine/profile/simplify-names.ts'
import { type Options, optionFields } from '../../engine/select/options.ts'
import type { CommandLine } from '../command-line.ts'
import { readSymbolize } from '../symbolize.ts'

/** The content of the link that opens the page. */
export interface Opening {
  readonly options: Options
  /** Paths on the server. */
  readonly profile: string | null
  readonly base: string | null
  /** Compare as -diff_base does. */
  readonly diffBase: boolean
  readonly token: string
}

/**
 * The fragment of the link, from `#` on: pprof's options under their own names, and what to open.
 */
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

/** The flags of a command line that have no effect in the page, a sentence each. */
export function lostFlags({ options, symbolize }: CommandLine): string[] {
  const lost: string[] = []
  if (options.output !== '') lost.push('-output does not reach the page: it is for reports.')
  if (options.intel_syntax) lost.push('-intel_syntax has no effect: nothing shows machine code.')
  if (symbolize === '') return lost
  // The page keeps names that differ from the linker symbols, including those made here.
  const { naming } = readSymbolize(symbolize)
  if (!naming?.cut) {
    lost.push(`-symbolize=${symbolize} does not reach the page: it demangles names.`)
  } else if (naming === DEFAULT_NAMING) {
    lost.push(`-symbolize=${symbolize} has no effect: names are those of the profile.`)
  }
  return lost
}

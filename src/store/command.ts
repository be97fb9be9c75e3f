import { OPTIONS, type Option, type Options } from '../engine/select/options.ts'
import type { ViewName } from './view.ts'

/** The `go tool pprof` command line that shows what is on screen. */
export function pprofCommand(path: ViewName, options: Options, profile: string): string {
  const report = path === 'top' ? ['-top', '-trim=false'] : ['-http=:']
  const trims = ['nodecount', 'nodefraction', 'edgefraction', 'trim']
  const flags = OPTIONS.filter((option) => !(path === 'top' && trims.includes(option.name)))
    .filter((option) => options[option.name] !== option.initial)
    .map((option) => flagOf(option, options))
  return ['go tool pprof', ...report, ...flags, shellWord(profile)].join(' ')
}

function flagOf(option: Option, options: Options): string {
  const value = options[option.name]
  // pprof has a flag of its own for each choice: -lines, -cum.
  if (option.choices) return `-${value}`
  if (value === true) return `-${option.name}`
  return shellWord(`-${option.name}=${value}`)
}

/** As a POSIX shell reads it as one word. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  return `'${text.replaceAll("'", "'\\''")}'`
}

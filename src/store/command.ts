import { OPTIONS, type Option, type Options } from '../engine/select/options.ts'
import { companionNumber } from '../sources/companion.ts'
import { withoutPassword } from '../sources/service-address.ts'
import type { OpenProfile } from './open-profile.ts'
import type { OnScreen } from './view-descriptor.ts'
import { viewAt } from './view-list.ts'

/** The other profiles of a difference. */
export interface ComparedWith {
  readonly flag: 'base' | 'diff_base'
  readonly bases: readonly string[]
  /** Profiles that are merged with the first. */
  readonly more: readonly string[]
}

/** Options that trim a report. */
const TRIMS: readonly string[] = ['nodecount', 'nodefraction', 'edgefraction', 'trim']

/**
 * The `go tool pprof` command line that shows what is on screen, for a POSIX shell; "" if pprof
 * cannot read one of the profiles.
 * @param profile file name or address; "" if pprof cannot read it
 */
export function pprofCommand(screen: OnScreen, profile: string, compared?: ComparedWith): string {
  const { options } = screen
  const { report, trims } = viewAt(screen.path).command
  const { bases, more } = compared ?? { bases: [], more: [] }
  if ([profile, ...bases, ...more].includes('')) return ''
  const flags = OPTIONS.filter(({ name }) => trims || !TRIMS.includes(name))
    .filter(({ name, initial }) => options[name] !== initial)
    .map((option) => flagOf(option, options))
  const baseFlags = bases.map((base) => `-${compared?.flag}=${base}`)
  const places = [profile, ...more].map(placeWord)
  const words = [...report(screen), ...flags, ...baseFlags, ...places]
  return ['go tool pprof', ...words.map(shellWord)].join(' ')
}

/**
 * What pprof can open to read the same profile: its address or, if pprof cannot read that, the
 * name of the file; "" if there is neither.
 * @param page address of the page
 */
export function pprofPlace({ name, source, answer }: Placed, page: string): string {
  // A service also provides the content of a dump as a profile.
  if (!answer.pprofReads && !(answer.dump && source.kind === 'live')) return ''
  switch (source.kind) {
    case 'file':
      return name
    case 'url':
      // The companion serves its profiles to its page only.
      return companionNumber(source.url) !== null ? name : new URL(source.url, page).href
    case 'live': {
      // pprof reads goroutine profiles, but not dumps of single goroutines.
      const asked = source.url.replace(/[?&]debug=2\b/, '')
      return withoutPassword(asked)
    }
  }
}

/** The parts of a profile that determine where pprof can read it. */
interface Placed extends Pick<OpenProfile, 'name' | 'source'> {
  readonly answer: Pick<OpenProfile['answer'], 'dump' | 'pprofReads'>
}

/** A file whose name begins with a dash would be read as a flag. */
function placeWord(place: string): string {
  return place.startsWith('-') ? `./${place}` : place
}

function flagOf(option: Option, options: Options): string {
  const value = options[option.name]
  // pprof has a flag for each choice: -lines, -cum.
  if (option.choices) return `-${value}`
  return value === true ? `-${option.name}` : `-${option.name}=${value}`
}

/** Quotes a text as one word for a POSIX shell. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  return `'${text.replaceAll("'", "'\\''")}'`
}

import { OPTIONS, type Option, type Options } from '../engine/select/options.ts'
import { companionNumber } from '../sources/companion.ts'
import { withoutPassword } from '../sources/service-address.ts'
import type { OpenProfile } from './open-profile.ts'
import type { OnScreen } from './view-descriptor.ts'
import { viewAt } from './view-list.ts'

/** What a difference is made of, beside the first profile. */
export interface ComparedWith {
  readonly flag: 'base' | 'diff_base'
  readonly bases: readonly string[]
  /** Profiles that are added to the first. */
  readonly more: readonly string[]
}

/** Options that leave something out of a report. */
const TRIMS: readonly string[] = ['nodecount', 'nodefraction', 'edgefraction', 'trim']

/**
 * The `go tool pprof` command line that shows what is on screen, for a POSIX shell; "" where it
 * takes a profile that pprof reads nowhere.
 * @param profile file name or address; "" likewise
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
 * What pprof opens to have the same profile: the address that it came from or, where pprof could not
 * read that, the file's name; "" for what it reads nowhere.
 * @param page address of the page
 */
export function pprofPlace({ name, source, answer }: Placed, page: string): string {
  // A service gives what a dump tells as a profile, too.
  if (!answer.pprofReads && !(answer.dump && source.kind === 'live')) return ''
  switch (source.kind) {
    case 'file':
      return name
    case 'url':
      // The companion gives its profiles to its page alone.
      return companionNumber(source.url) !== null ? name : new URL(source.url, page).href
    case 'live': {
      // Of goroutines pprof reads stacks alone, and no dump of one by one.
      const asked = source.url.replace(/[?&]debug=2\b/, '')
      return withoutPassword(asked)
    }
  }
}

/** What of a profile says where pprof has it from. */
interface Placed extends Pick<OpenProfile, 'name' | 'source'> {
  readonly answer: Pick<OpenProfile['answer'], 'dump' | 'pprofReads'>
}

/** A file whose name begins with a dash would be read as a flag. */
function placeWord(place: string): string {
  return place.startsWith('-') ? `./${place}` : place
}

function flagOf(option: Option, options: Options): string {
  const value = options[option.name]
  // pprof has a flag of its own for each choice: -lines, -cum.
  if (option.choices) return `-${value}`
  return value === true ? `-${option.name}` : `-${option.name}=${value}`
}

/** As a POSIX shell reads it as one word. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text
  return `'${text.replaceAll("'", "'\\''")}'`
}

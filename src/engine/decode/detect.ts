import { ProfileError } from '../profile/error.ts'
import type { Checkpoint } from '../progress.ts'
import { type Content, type Part, Room, sound } from './containers/container.ts'
import { gzip } from './containers/gzip.ts'
import { containerOf } from './containers/index.ts'
import { decodePlain, type PlainProfiles } from './decode-plain.ts'
import type { NamedProfile } from './format.ts'

export interface Decoded {
  /** At least one; at most 200. */
  readonly profiles: readonly NamedProfile[]
  /**
   * What else is in it, in sentences: files that are no profiles, and profiles beyond the limit.
   */
  readonly passedOver: readonly string[]
  /** Bytes of all that was decoded. */
  readonly inflatedSize: number
  /** Whether `go tool pprof` reads the file, too. */
  readonly pprofReads: boolean
}

/**
 * The most profiles taken from one file: more would be of no use in a list, and take too much
 * memory.
 */
const MOST_PROFILES = 200
/** Files of an archive that are looked into. */
const MOST_PARTS = 10_000
/** Containers within each other: a tar in a gzip in a zip is three. */
const DEEPEST = 5
/** The most names that are listed of files that were skipped. */
const MOST_NAMED = 5

/**
 * Unpacks the containers around a profile, and chooses the decoder by the content, whatever the
 * file is called.
 * @param maxBytes what may be unpacked of it, all containers taken together
 * @throws ProfileError that says what the bytes are, if they are no profile
 */
export function detectAndDecode(
  bytes: Uint8Array,
  maxBytes: number,
  checkpoint: Checkpoint,
): Promise<Decoded> {
  return new Opening(new Room(maxBytes), checkpoint).open(bytes)
}

interface Refused {
  readonly name: string
  readonly error: ProfileError
}

/** Where in a file bytes are, and what is known of them from there. */
interface Place {
  /** Path in the archives around them; "" for none. */
  readonly name: string
  /** Containers that may still be opened. */
  readonly depth: number
}

/** One file that is being opened. */
class Opening {
  private readonly profiles: NamedProfile[] = []
  private readonly refused: Refused[] = []
  private readonly remarks: string[] = []
  private inflatedSize = 0
  private pprofReads = true

  constructor(
    private readonly room: Room,
    private readonly checkpoint: Checkpoint,
  ) {}

  async open(bytes: Uint8Array): Promise<Decoded> {
    await this.take(sound(bytes), { name: '', depth: DEEPEST })
    const { profiles, inflatedSize, refused, remarks } = this
    if (profiles.length === 0) throw nothingIn(refused)
    const passedOver = refused.length > 0 ? [...remarks, refusedIn(refused)] : remarks
    return { profiles, passedOver, inflatedSize, pprofReads: this.pprofReads }
  }

  private get isFull(): boolean {
    return this.profiles.length >= MOST_PROFILES
  }

  private async take(content: Content, place: Place): Promise<void> {
    const { bytes, damage, notes } = content
    if (bytes.length === 0 && damage === '') throw empty()
    const container = containerOf(bytes)
    if (!container) return this.decode(content, place)
    if (place.depth === 0) throw tooDeep()
    const depth = place.depth - 1
    // pprof unpacks gzip, once.
    if (container !== gzip || depth < DEEPEST - 1) this.pprofReads = false
    const parts = container.parts(bytes)
    const [only] = parts
    if (only?.name === '') {
      const inner = await only.read(this.room, this.checkpoint)
      const both = { ...inner, damage: inner.damage || damage, notes: [...notes, ...inner.notes] }
      return this.take(both, { ...place, depth })
    }
    if (damage) this.remarks.push(`The archive ${damage}.`)
    await this.takeEach(parts, { ...place, depth })
  }

  private async takeEach(parts: readonly Part[], place: Place): Promise<void> {
    const { depth } = place
    for (const [at, part] of parts.entries()) {
      if (this.isFull || at === MOST_PARTS) {
        this.remarks.push(`Only the first ${at} of its ${parts.length} files were looked into.`)
        return
      }
      if (isLitter(part.name)) continue
      const name = place.name === '' ? part.name : `${place.name}/${part.name}`
      try {
        await this.take(await part.read(this.room, this.checkpoint), { name, depth })
      } catch (error) {
        // If there is no room for one, there is none for the next ones.
        if (!(error instanceof ProfileError) || error.kind === 'too-large') throw error
        this.refused.push({ name, error })
      }
    }
  }

  private async decode({ bytes, damage, notes }: Content, { name }: Place): Promise<void> {
    const { profiles: decoded, pprofReads } = await decodeDamaged(bytes, damage, this.checkpoint)
    if (!pprofReads) this.pprofReads = false
    this.inflatedSize += bytes.length
    const warnings = damage
      ? [...notes, `The compressed file ${damage}: this is what could be unpacked of it.`]
      : notes
    const room = MOST_PROFILES - this.profiles.length
    for (const one of decoded.slice(0, room)) {
      this.profiles.push({
        name: [name, one.name].filter((text) => text !== '').join(' '),
        profile: { ...one.profile, warnings: [...one.profile.warnings, ...warnings] },
      })
    }
    if (decoded.length > room) {
      this.remarks.push(`It holds more profiles than the ${MOST_PROFILES} that are opened.`)
    }
  }
}

/** Packed data that is damaged may hold a whole profile all the same. */
async function decodeDamaged(
  bytes: Uint8Array,
  damage: string,
  checkpoint: Checkpoint,
): Promise<PlainProfiles> {
  try {
    return await decodePlain(bytes, checkpoint)
  } catch (error) {
    if (!damage || !(error instanceof ProfileError)) throw error
    throw new ProfileError(
      'truncated',
      `The compressed file ${damage} (${bytes.length} bytes could be inflated), and what is left is no whole profile.`,
      'Download or record it again, and let it finish.',
    )
  }
}

/** What systems put into archives for themselves. */
function isLitter(name: string): boolean {
  return /(^|\/)(__MACOSX\/|\.)/.test(name)
}

function refusedIn(refused: readonly Refused[]): string {
  const named = refused.slice(0, MOST_NAMED).map(({ name }) => name)
  const more = refused.length - named.length
  const rest = more > 0 ? ` and ${more} more` : ''
  return `No profile: ${named.join(', ')}${rest}.`
}

function nothingIn(refused: readonly Refused[]): ProfileError {
  const [first] = refused
  if (!first) {
    return new ProfileError(
      'not-a-profile',
      'This is an archive without a file in it.',
      'Pack the profiles again, or open them as they are.',
    )
  }
  const { name, error } = first
  if (refused.length === 1) {
    return new ProfileError(error.kind, `In the archive, ${name}: ${error.message}`, error.hint)
  }
  return new ProfileError(
    'not-a-profile',
    `None of the ${refused.length} files in this archive is a profile.`,
    `The first is ${name}: ${error.message} ${error.hint}`,
  )
}

function empty(): ProfileError {
  return new ProfileError(
    'empty',
    'The file is empty.',
    'A profile that is still being written, or whose recording was cut short, has no bytes yet: wait for the program to end or record it again.',
  )
}

function tooDeep(): ProfileError {
  return new ProfileError(
    'not-a-profile',
    `This is packed more than ${DEEPEST} times over.`,
    'Unpack it and open the profile that is in it.',
  )
}

import { ProfileError } from '../profile/error.ts'
import type { Checkpoint } from '../progress.ts'
import { recognizeForeign, recognizeForeignText } from './foreign.ts'
import type { NamedProfile } from './format.ts'
import { FORMATS } from './formats.ts'
import { gunzip, type Inflated, isGzip } from './gzip.ts'

export interface Decoded {
  /** At least one. */
  readonly profiles: readonly NamedProfile[]
  readonly inflatedSize: number
}

/**
 * Chooses the decoder by the content, whatever the file is called.
 * @throws ProfileError that says what the bytes are, if they are no profile
 */
export async function detectAndDecode(
  bytes: Uint8Array,
  maxBytes: number,
  checkpoint: Checkpoint,
): Promise<Decoded> {
  if (bytes.length === 0) {
    throw new ProfileError(
      'empty',
      'The file is empty.',
      'A profile that is still being written, or whose recording was cut short, has no bytes yet: wait for the program to end or record it again.',
    )
  }
  if (!isGzip(bytes)) return decodeInflated({ bytes, damage: '', trailing: false }, checkpoint)
  return decodeInflated(await gunzip(bytes, maxBytes, checkpoint), checkpoint)
}

async function decodeInflated(
  { bytes, damage, trailing }: Inflated,
  checkpoint: Checkpoint,
): Promise<Decoded> {
  try {
    const profiles = await decodePlain(bytes, checkpoint)
    const notes: string[] = []
    if (damage) notes.push(`The compressed file ${damage}; what it holds is a whole profile.`)
    if (trailing) notes.push('Bytes behind the end of the compressed profile were passed over.')
    return { profiles: profiles.map((one) => withNotes(one, notes)), inflatedSize: bytes.length }
  } catch (error) {
    if (!damage || !(error instanceof ProfileError)) throw error
    throw new ProfileError(
      'truncated',
      `The compressed file ${damage} (${bytes.length} bytes could be inflated), and what is left is no whole profile.`,
      'A profile is a complete gzip file: download or record it again, and let it finish.',
    )
  }
}

function withNotes({ name, profile }: NamedProfile, notes: readonly string[]): NamedProfile {
  return { name, profile: { ...profile, warnings: [...profile.warnings, ...notes] } }
}

async function decodePlain(
  bytes: Uint8Array,
  checkpoint: Checkpoint,
): Promise<readonly NamedProfile[]> {
  const foreign = recognizeForeign(bytes)
  if (foreign) throw foreign
  let broken: ProfileError | null = null
  for (const format of FORMATS) {
    if (!format.recognizes(bytes)) continue
    try {
      const profiles = await format.decode(bytes, checkpoint)
      if (profiles && profiles.length > 0) return profiles
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error
      broken ??= error
    }
  }
  throw (
    broken ??
    recognizeForeignText(bytes) ??
    new ProfileError(
      'unrecognized',
      'This is no format that Flamedrop knows.',
      'It reads profiles as runtime/pprof and net/http/pprof write them (profile.proto, gzipped or not), the text and binary formats that `go tool pprof` reads, and dumps of goroutines (debug=2, a panic, SIGQUIT), in a log as well.',
    )
  )
}

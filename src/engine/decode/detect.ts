import { ProfileError } from '../profile/error.ts'
import type { Profile } from '../profile/profile.ts'
import type { Checkpoint } from '../progress.ts'
import { recognizeForeign, recognizeForeignText } from './foreign.ts'
import { decodeGoroutineDump } from './goroutine-dump/index.ts'
import { gunzip, type Inflated, isGzip } from './gzip.ts'
import { decodeGoCountInLog, decodeLegacy } from './legacy/index.ts'
import { decodeProto, looksLikeProto } from './proto.ts'

export interface Decoded {
  readonly profile: Profile
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
    const profile = await decodePlain(bytes, checkpoint)
    const warnings = [...profile.warnings]
    if (damage) warnings.push(`The compressed file ${damage}; what it holds is a whole profile.`)
    if (trailing) warnings.push('Bytes behind the end of the compressed profile were passed over.')
    return { profile: { ...profile, warnings }, inflatedSize: bytes.length }
  } catch (error) {
    if (!damage || !(error instanceof ProfileError)) throw error
    throw new ProfileError(
      'truncated',
      `The compressed file ${damage} (${bytes.length} bytes could be inflated), and what is left is no whole profile.`,
      'A profile is a complete gzip file: download or record it again, and let it finish.',
    )
  }
}

async function decodePlain(bytes: Uint8Array, checkpoint: Checkpoint): Promise<Profile> {
  const foreign = recognizeForeign(bytes)
  if (foreign) throw foreign
  let broken: unknown
  if (looksLikeProto(bytes)) {
    try {
      return await decodeProto(bytes, checkpoint)
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error
      broken = error
    }
  }
  const foreignText = recognizeForeignText(bytes)
  const text =
    (foreignText ? null : decodeLegacy(bytes)) ??
    (await decodeGoroutineDump(bytes, checkpoint)) ??
    decodeGoCountInLog(bytes)
  if (text) return text
  throw (
    foreignText ??
    (isText(bytes) ? undefined : broken) ??
    new ProfileError(
      'unrecognized',
      'This is no format that Flamedrop knows.',
      'It reads profiles as runtime/pprof and net/http/pprof write them (profile.proto, gzipped or not), the text and binary formats that `go tool pprof` reads, and dumps of goroutines (debug=2, a panic, SIGQUIT), in a log as well.',
    )
  )
}

/** Some letters begin a field of a profile too: of text, what follows tells. */
function isText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 256).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

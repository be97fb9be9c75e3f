import { ProfileError } from '../profile/error.ts'
import type { Checkpoint } from '../progress.ts'
import { beginsAsText, textPieces } from './concatenated-texts.ts'
import { noise, recognizeForeign, recognizeForeignText, recognizeMangled } from './foreign/index.ts'
import type { NamedProfile } from './format.ts'
import { FORMATS } from './formats.ts'

export interface PlainProfiles {
  readonly profiles: readonly NamedProfile[]
  /** Whether `go tool pprof` reads the bytes, too. */
  readonly pprofReads: boolean
}

/**
 * The profiles of bytes that are no container, by the first format that knows them; texts that stand
 * one behind the other are taken apart.
 * @throws ProfileError that says what the bytes are, if they are no profile
 */
export async function decodePlain(
  bytes: Uint8Array,
  checkpoint: Checkpoint,
): Promise<PlainProfiles> {
  const foreign = recognizeForeign(bytes)
  if (foreign) throw foreign
  const asText = beginsAsText(bytes)
  const several = asText ? await decodePieces(bytes, checkpoint) : null
  if (several) return several
  try {
    return await decodeWhole(bytes, checkpoint)
  } catch (error) {
    if (!(error instanceof ProfileError) || asText) throw error
    // Only what is no profile by itself is worth another look.
    const pieces = await decodePieces(bytes, checkpoint)
    if (!pieces) throw error
    return pieces
  }
}

/** @returns null if they cannot be separated; what stands before the first may be something else */
async function decodePieces(
  bytes: Uint8Array,
  checkpoint: Checkpoint,
): Promise<PlainProfiles | null> {
  const pieces = textPieces(bytes)
  if (pieces.length === 1) return null
  const profiles: NamedProfile[] = []
  for (const [i, piece] of pieces.entries()) {
    try {
      profiles.push(...(await decodeWhole(piece, checkpoint)).profiles)
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error
      if (i > 0) return null
    }
  }
  return { profiles, pprofReads: false }
}

async function decodeWhole(bytes: Uint8Array, checkpoint: Checkpoint): Promise<PlainProfiles> {
  let broken: ProfileError | null = null
  for (const format of FORMATS) {
    if (!format.recognizes(bytes)) continue
    try {
      const profiles = await format.decode(bytes, checkpoint)
      if (profiles && profiles.length > 0) {
        return { profiles, pprofReads: format.pprofReads === true && profiles.length === 1 }
      }
    } catch (error) {
      if (!(error instanceof ProfileError)) throw error
      broken ??= error
    }
  }
  throw recognizeMangled(bytes) ?? broken ?? recognizeForeignText(bytes) ?? noise(bytes)
}

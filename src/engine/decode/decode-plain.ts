import { ProfileError } from '../profile/error.ts'
import type { Checkpoint } from '../progress.ts'
import { noise, recognizeForeign, recognizeForeignText, recognizeMangled } from './foreign/index.ts'
import type { NamedProfile } from './format.ts'
import { FORMATS } from './formats.ts'

/**
 * The profiles of bytes that are no container, by the first format that knows them.
 * @throws ProfileError that says what the bytes are, if they are no profile
 */
export async function decodePlain(
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
  throw recognizeMangled(bytes) ?? broken ?? recognizeForeignText(bytes) ?? noise(bytes)
}

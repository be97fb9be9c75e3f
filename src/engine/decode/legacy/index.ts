import type { Profile } from '../../profile/profile.ts'

export function decodeLegacy(_bytes: Uint8Array): Profile | null {
  return null
}

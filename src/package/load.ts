import { readProfile } from '../engine/load.ts'
import { type OpenedProfile, opened } from './opened.ts'

export interface LoadOptions {
  /** Which of several profiles in the file, from 1. */
  readonly part?: number
  /** Largest inflated size to accept, in bytes; the default is that of the command. */
  readonly maxBytes?: number
}

/**
 * Opens a profile in any format of docs/formats.md, compressed or not, as `go tool pprof` does.
 * @param bytes content of the file
 * @throws ProfileError if it is no profile: `message` and `hint` are sentences for a user. Of kind
 *   "several" if the file holds several and no part is named
 */
export async function load(
  bytes: Uint8Array | ArrayBuffer,
  options: LoadOptions = {},
): Promise<OpenedProfile> {
  const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes
  const { profile } = await readProfile(view, options)
  return opened(profile)
}

import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { ProfileError } from '../engine/profile/error.ts'

// Reading files that users and profiles name: a device never ends, a pipe may have no writer, and
// a file may grow faster than it is read.

/** Largest file of a profile, compressed or not. */
const MOST_PROFILE_BYTES = 2 ** 31 - 1
/** Largest profile from a pipe, whose size is not known in advance … */
const MOST_PIPED_BYTES = 2 ** 30
/** … and from a device, which may never end. */
const MOST_DEVICE_BYTES = 2 ** 26
const MOST_SOURCE_BYTES = 2 ** 26

const PIECE = 2 ** 18
/** Opens a pipe without waiting for a writer; Windows has no such flag. */
const AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)

/**
 * Reads a profile that the user names: of a file the bytes that it has when it is opened, of a
 * pipe or a device everything.
 * @throws ProfileError for more than a profile may have; system errors
 */
export async function readProfileFile(name: string): Promise<Uint8Array> {
  const file = await open(name)
  try {
    const stat = await file.stat()
    // Files in /proc claim to be empty.
    if (stat.isFile() && stat.size > 0) return await readFile(file, name, stat.size)
    const device = stat.isCharacterDevice() || stat.isBlockDevice()
    return await readToEnd(file, name, device ? MOST_DEVICE_BYTES : MOST_PIPED_BYTES)
  } finally {
    await file.close()
  }
}

/**
 * Reads a regular file, with the size that it has when it is opened; never blocks.
 * @throws ProfileError for more than a profile may have; Error for anything but a file
 */
export async function readPlainFile(name: string): Promise<Uint8Array> {
  const { file, size } = await openPlainFile(name)
  try {
    return await readFile(file, name, size)
  } finally {
    await file.close()
  }
}

/**
 * Opens a regular file; never blocks.
 * @throws Error for anything but a file; system errors
 */
export async function openPlainFile(name: string): Promise<{ file: FileHandle; size: number }> {
  const file = await open(name, AT_ONCE)
  const stat = await file.stat()
  if (stat.isFile()) return { file, size: stat.size }
  await file.close()
  throw new Error(`${name} is not a file`)
}

/**
 * Reads a source file. A profile names it, so that it may be anything.
 * @throws Error for anything but a file, and for files larger than source code is; system errors
 */
export function readSourceText(name: string): string {
  const file = openSync(name, AT_ONCE)
  try {
    const stat = fstatSync(file)
    if (!stat.isFile()) throw new Error('not a file')
    if (stat.size > MOST_SOURCE_BYTES) throw new Error('too large for a source file')
    const bytes = Buffer.alloc(stat.size)
    let length = 0
    for (let read = -1; read !== 0 && length < bytes.length; length += read) {
      read = readSync(file, bytes, length, bytes.length - length, null)
    }
    return bytes.toString('utf8', 0, length)
  } finally {
    closeSync(file)
  }
}

async function readFile(file: FileHandle, name: string, size: number): Promise<Uint8Array> {
  if (size > MOST_PROFILE_BYTES) throw tooLarge(name, MOST_PROFILE_BYTES)
  const bytes = Buffer.allocUnsafeSlow(size)
  let length = 0
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, null)
    if (bytesRead === 0) break
    length += bytesRead
  }
  return bytes.subarray(0, length)
}

async function readToEnd(file: FileHandle, name: string, most: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let length = 0
  for (;;) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafeSlow(PIECE), 0, PIECE, null)
    if (bytesRead === 0) return Buffer.concat(pieces)
    length += bytesRead
    if (length > most) throw tooLarge(name, most)
    // A piece of a few bytes would keep its whole buffer alive.
    pieces.push(
      bytesRead < PIECE / 2
        ? Buffer.from(buffer.subarray(0, bytesRead))
        : buffer.subarray(0, bytesRead),
    )
  }
}

function tooLarge(name: string, most: number): ProfileError {
  const limit = most >= 2 ** 30 ? `${Math.round(most / 2 ** 30)} GB` : `${most / 2 ** 20} MB`
  return new ProfileError(
    'too-large',
    `${name} is larger than ${limit}, the most that is read.`,
    'No profile is that large: check that this is one.',
  )
}

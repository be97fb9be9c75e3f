import { ProfileError } from '../../profile/error.ts'
import type { Checkpoint } from '../../progress.ts'
import { type Container, type Content, type Part, type Room, sound } from './container.ts'
import { inflate, isBadData } from './inflate.ts'
import { Output } from './output.ts'

// Only what APPNOTE.TXT calls the central directory counts: it is what unpackers go by.

const LOCAL = 0x04034b50
const ENTRY = 0x02014b50
const END = 0x06054b50
const END_BYTES = 22
const ENTRY_BYTES = 46
const LOCAL_BYTES = 30
const LONGEST_COMMENT = 0xffff
/** Stands in a 32-bit field for a number that zip64 has elsewhere. */
const ELSEWHERE = 0xffffffff

const Method = { stored: 0, deflated: 8 } as const

export const zip: Container = {
  name: 'a zip archive',
  recognizes(bytes) {
    if (bytes.length < 4) return false
    const magic = viewOf(bytes).getUint32(0, true)
    return magic === LOCAL || magic === END
  },
  parts: readDirectory,
}

function readDirectory(bytes: Uint8Array): readonly Part[] {
  const view = viewOf(bytes)
  const end = endOf(view)
  if (end < 0) {
    throw damaged('its list of contents, which belongs at the end, is missing')
  }
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === ELSEWHERE) throw tooBig()
  const parts: Part[] = []
  for (let i = 0; i < count; i++) {
    if (at + ENTRY_BYTES > view.byteLength || view.getUint32(at, true) !== ENTRY) {
      throw damaged(`its list of contents breaks off at byte ${at}`)
    }
    const nameBytes = view.getUint16(at + 28, true)
    const next =
      at + ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    const name = new TextDecoder().decode(
      bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes),
    )
    const entry: Entry = {
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    }
    if (!name.endsWith('/')) {
      parts.push({ name, read: (room, checkpoint) => readEntry(bytes, entry, room, checkpoint) })
    }
    at = next
  }
  return parts
}

/** A comment may stand behind the last record: it is looked for from the end. -1: there is none. */
function endOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - END_BYTES - LONGEST_COMMENT)
  for (let at = view.byteLength - END_BYTES; at >= first; at--) {
    if (view.getUint32(at, true) === END) return at
  }
  return -1
}

interface Entry {
  readonly isEncrypted: boolean
  readonly method: number
  /** Bytes as they are in the archive, and unpacked. */
  readonly packed: number
  readonly size: number
  /** Where its own header begins. */
  readonly at: number
}

async function readEntry(
  bytes: Uint8Array,
  { isEncrypted, method, packed, size, at }: Entry,
  room: Room,
  checkpoint: Checkpoint,
): Promise<Content> {
  if (isEncrypted) {
    throw new ProfileError(
      'not-a-profile',
      'It is encrypted.',
      'Unpack it with its password and open what comes out.',
    )
  }
  if (packed === ELSEWHERE || size === ELSEWHERE || at === ELSEWHERE) throw tooBig()
  const view = viewOf(bytes)
  if (at + LOCAL_BYTES > view.byteLength || view.getUint32(at, true) !== LOCAL) {
    throw damaged(`there is no file at byte ${at}`)
  }
  const from = at + LOCAL_BYTES + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const content = bytes.subarray(from, from + packed)
  const damage = content.length < packed ? 'ends too early' : ''
  if (method === Method.stored) return { ...sound(content), damage }
  if (method !== Method.deflated) {
    throw new ProfileError(
      'not-a-profile',
      `It is packed by method ${method} of zip, which Flamedrop does not support.`,
      'Unpack the archive and open what is in it.',
    )
  }
  const output = new Output(room, size)
  try {
    await inflate(content, 'deflate-raw', output, checkpoint)
  } catch (error) {
    if (!isBadData(error)) throw error
    return { ...sound(output.finish()), damage: damage || 'is damaged' }
  }
  return { ...sound(output.finish()), damage }
}

function damaged(what: string): ProfileError {
  return new ProfileError(
    'truncated',
    `The zip archive is not whole: ${what}.`,
    'Download or copy it again, to the end.',
  )
}

function tooBig(): ProfileError {
  return new ProfileError(
    'too-large',
    'It is a zip64 archive, for files beyond 4 GB or 65,534 of them.',
    'Unpack it and open the profile that is in it.',
  )
}

function viewOf({ buffer, byteOffset, byteLength }: Uint8Array): DataView {
  return new DataView(buffer, byteOffset, byteLength)
}

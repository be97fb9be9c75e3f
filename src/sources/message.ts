import { SourceError } from './error.ts'

// Profiles that another window hands over: docs/sharing.md has the protocol. What arrives is
// hostile until it is checked; nothing of it is a command but "open this".

/** What we say to the window that opened or embeds us, once we listen. */
export const READY = { type: 'flamedrop-ready', version: 1 } as const

/** A profile that another page asks to be opened. */
export interface Handed {
  readonly name: string
  readonly blob: Blob
}

/** Longer names are rejected. */
const LONGEST_NAME = 200
/** As with a download. */
const MAX_BYTES = 2 ** 31

/**
 * What a message asks to be opened; null for one that is not ours (extensions and tools talk on the
 * same channel).
 * @throws SourceError for one that means us but cannot be taken
 */
export function readMessage(data: unknown, maxBytes = MAX_BYTES): Handed | null {
  if (!isObject(data) || data['type'] !== 'flamedrop-open') return null
  const blob = blobOf(data['profile'])
  if (blob.size === 0) throw new SourceError('The profile is empty.', 'Ask for it again.')
  if (blob.size > maxBytes) {
    throw new SourceError(
      `The profile is larger than ${Math.round(maxBytes / 2 ** 20)} MB.`,
      'Save it and read it with go tool pprof.',
    )
  }
  return { name: nameOf(data['name']), blob }
}

function blobOf(value: unknown): Blob {
  if (value instanceof Blob) return value
  if (value instanceof ArrayBuffer) return new Blob([value])
  if (ArrayBuffer.isView(value) && value.buffer instanceof ArrayBuffer) {
    return new Blob([new Uint8Array(value.buffer, value.byteOffset, value.byteLength)])
  }
  throw new SourceError(
    '`profile` is neither an ArrayBuffer nor a Blob.',
    'The page that sent it has to be fixed.',
  )
}

/** As one line of plain characters: marks that turn the direction of text would forge it. */
function nameOf(value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return line.slice(0, LONGEST_NAME) || 'profile'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

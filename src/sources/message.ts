import { SourceError } from './error.ts'

// Profiles sent by another window: docs/sharing.md has the protocol. Messages are untrusted; they
// can only ask to open a profile.

/** Sent to the window that opened or embeds this one, when it is ready for messages. */
export const READY = { type: 'flamedrop-ready', version: 1 } as const

/** A profile that another page sends. */
export interface Handed {
  readonly name: string
  readonly blob: Blob
  /** What it is to be compared with. */
  readonly base: { readonly name: string; readonly blob: Blob } | null
}

/** Longer names are rejected. */
const LONGEST_NAME = 200
/** The same limit as for downloads, in bytes. */
const MAX_BYTES = 2 ** 31

/**
 * Reads a message; null for one that is not for this protocol (extensions and tools use the same
 * channel).
 * @throws SourceError for an invalid message of this protocol
 */
export function readMessage(data: unknown, maxBytes = MAX_BYTES): Handed | null {
  if (!isObject(data) || data['type'] !== 'flamedrop-open') return null
  const { base } = data
  const compared = base === undefined ? null : fileOf(isObject(base) ? base : {}, maxBytes)
  return { ...fileOf(data, maxBytes), base: compared }
}

function fileOf(
  { name, profile }: Readonly<Record<string, unknown>>,
  maxBytes: number,
): { readonly name: string; readonly blob: Blob } {
  const blob = blobOf(profile)
  if (blob.size === 0) throw new SourceError('The profile is empty.', 'Ask for it again.')
  if (blob.size > maxBytes) {
    throw new SourceError(
      `The profile is larger than ${Math.round(maxBytes / 2 ** 20)} MB.`,
      'Save it and read it with go tool pprof.',
    )
  }
  return { name: nameOf(name), blob }
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

/**
 * Reduces a name to one line without control characters: marks that change the direction of text
 * could disguise it.
 */
function nameOf(value: unknown): string {
  const text = typeof value === 'string' ? value : ''
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  return line.slice(0, LONGEST_NAME) || 'profile'
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

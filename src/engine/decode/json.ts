import { ProfileError } from '../profile/error.ts'

/** Larger texts would take too much memory as JavaScript values. */
const MOST_BYTES = 1 << 28

/** Lists and objects within one another; a call tree takes two for each call. */
const MOST_NESTED = 20_000

const QUOTE = 0x22
const BACKSLASH = 0x5c
const COLON = 0x3a
const COMMA = 0x2c

/** The outline of a JSON text, found without parsing it into values. */
export interface JsonOutline {
  /** Keys of the outermost object. */
  readonly keys: ReadonlySet<string>
  /** Deepest nesting of lists and objects. */
  readonly depth: number
  /** Behind the outermost value; the text's length if that has no end. */
  readonly end: number
  /** Whether the text ends within the value. */
  readonly isOpen: boolean
}

const outlines = new WeakMap<Uint8Array, JsonOutline | null>()

/** The outline of the object that the bytes begin with; null if they begin otherwise. Linear. */
export function jsonOutline(bytes: Uint8Array): JsonOutline | null {
  let outline = outlines.get(bytes)
  if (outline === undefined) {
    outline = outlineFrom(bytes, 0)
    outlines.set(bytes, outline)
  }
  return outline
}

/**
 * The object that begins at `from`, blanks before it passed over.
 * @param most keys of the object that are remembered
 */
export function outlineFrom(bytes: Uint8Array, from: number, most = 64): JsonOutline | null {
  let at = from
  while (at < bytes.length && isBlank(bytes[at]!)) at++
  if (bytes[at] !== 0x7b) return null
  const keys = new Set<string>()
  let [level, depth] = [0, 0]
  let isKey = false
  for (; at < bytes.length; at++) {
    const byte = bytes[at]!
    if (byte === QUOTE) {
      const start = at + 1
      at = stringEnd(bytes, start)
      if (isKey && level === 1 && keys.size < most) keys.add(textOf(bytes, start, at))
    } else if (byte === 0x7b || byte === 0x5b) {
      depth = Math.max(depth, ++level)
      isKey = byte === 0x7b
    } else if (byte === 0x7d || byte === 0x5d) {
      if (--level === 0) return { keys, depth, end: at + 1, isOpen: false }
      isKey = false
    } else if (byte === COLON) isKey = false
    else if (byte === COMMA && level === 1) isKey = true
  }
  return { keys, depth, end: bytes.length, isOpen: true }
}

/**
 * The value of a JSON text.
 * @param what names the format, as in “This … cannot be read”
 * @throws ProfileError where the text is broken, too large or nested too deep
 */
export function parseJson(bytes: Uint8Array, what: string, outline = jsonOutline(bytes)): unknown {
  if (bytes.length > MOST_BYTES) {
    throw new ProfileError(
      'too-large',
      `This ${what} has ${Math.ceil(bytes.length / 2 ** 20)} MiB of JSON; up to ${MOST_BYTES / 2 ** 20} MiB are read.`,
      'Record for a shorter time, or take a binary form of it if there is one.',
    )
  }
  if (outline && outline.depth > MOST_NESTED) {
    throw new ProfileError(
      'too-large',
      `This ${what} has lists and objects ${outline.depth} deep within one another; up to ${MOST_NESTED} are read.`,
      'No program calls that deep in practice: the file may be damaged. Record it again.',
    )
  }
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch (error) {
    throw new ProfileError(
      'malformed',
      `This ${what} cannot be read: ${error instanceof Error ? error.message : String(error)}.`,
      'It was probably cut short on its way. Record or download it again.',
    )
  }
}

/** The members of an object; of anything else, none. */
export function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {}
}

/** A value as a list; anything else is an empty one. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** A value as a text; anything else is "". */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A finite number, also one in a string (as JSON has 64-bit ones); 0 for anything else. */
export function number(value: unknown): number {
  const number = typeof value === 'string' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : 0
}

/** The same, without a fraction, within what an int64 holds. */
export function whole(value: unknown): number {
  return Math.max(-(2 ** 63), Math.min(Math.round(number(value)), 2 ** 63 - 1024)) + 0
}

/** A 64-bit number without loss, negative ones as uint64 has them; 0 for anything else. */
export function unsigned(value: unknown): bigint {
  if (typeof value === 'string' && /^-?\d{1,20}$/.test(value))
    return BigInt.asUintN(64, BigInt(value))
  return BigInt.asUintN(64, BigInt(whole(value)))
}

function stringEnd(bytes: Uint8Array, from: number): number {
  let at = from
  while (at < bytes.length && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1
  return at
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return new TextDecoder().decode(bytes.subarray(from, Math.min(to, from + 200)))
}

function isBlank(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}

/** Walks the wire format without decoding it, as far as the bytes go. */
interface Field {
  readonly number: number
  readonly wireType: number
  readonly from: number
  /** At most the end of the message around it. */
  readonly to: number
}

/** Fields that are examined in one message. */
const MOST = 10_000

/** Big-endian length before each record (the file exporter of the collector). */
export const LENGTH_BYTES = 4

/**
 * Whether the bytes are ProfilesData, or an ExportProfilesServiceRequest, as far as their
 * outermost messages tell. What distinguishes them from profile.proto: field 1 holds messages
 * within messages, field 2 is a dictionary with strings.
 */
export function looksLikeOtlp(bytes: Uint8Array, from = 0, to = bytes.length): boolean {
  let found = false
  for (const field of fields(bytes, from, to)) {
    if (field.wireType !== 2) return false
    if (field.number === 1) {
      const kind = resourceKind(bytes, field)
      if (kind === 'other') return false
      found ||= kind === 'resource'
    } else if (field.number === 2) found ||= isDictionary(bytes, field)
    else if (field.number > 8 || !found) return false
  }
  return found
}

/** The same of records with their lengths before them. */
export function looksLikeRecords(bytes: Uint8Array): boolean {
  if (bytes.length <= LENGTH_BYTES || bytes[0]! > 0x0f) return false
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  if (length === 0) return false
  const end = LENGTH_BYTES + length
  return looksLikeOtlp(bytes, LENGTH_BYTES, Math.min(end, bytes.length))
}

function resourceKind(bytes: Uint8Array, { from, to }: Field): 'resource' | 'other' | 'empty' {
  let kind: 'resource' | 'empty' = 'empty'
  for (const field of fields(bytes, from, to)) {
    // A pprof's ValueType has numbers here.
    if (field.wireType !== 2 || field.number > 3) return 'other'
    if (field.number !== 2) continue
    for (const inner of fields(bytes, field.from, field.to)) {
      if (inner.wireType !== 2 || inner.number > 3) return 'other'
      if (inner.number === 2) kind = 'resource'
    }
  }
  return kind
}

/** Tables only, and strings among them, the first of which is empty. */
function isDictionary(bytes: Uint8Array, { from, to }: Field): boolean {
  let strings = 0
  for (const field of fields(bytes, from, to)) {
    if (field.wireType !== 2 || field.number > 8) return false
    if (field.number === 5 && strings++ === 0 && field.from !== field.to) return false
    // A sample of a pprof has no such field.
    if (field.number === 7) strings++
  }
  return strings > 0
}

function* fields(bytes: Uint8Array, from: number, to: number): Generator<Field> {
  let at = from
  for (let n = 0; at < to && n < MOST; n++) {
    const tag = varintAt(bytes, at, to)
    if (!tag || tag.value === 0) {
      yield { number: -1, wireType: -1, from: at, to }
      return
    }
    const number = Math.floor(tag.value / 8)
    const wireType = tag.value % 8
    const start = tag.end
    if (wireType === 0) at = varintAt(bytes, start, to)?.end ?? to
    else if (wireType === 1) at = start + 8
    else if (wireType === 5) at = start + 4
    else if (wireType === 2) {
      const length = varintAt(bytes, start, to)
      if (!length) return
      at = length.end + length.value
      yield { number, wireType, from: length.end, to: Math.min(at, to) }
      continue
    } else at = to
    yield { number, wireType, from: start, to: Math.min(at, to) }
  }
}

/** A varint of up to 32 bits; null if it is longer or has no end. */
function varintAt(
  bytes: Uint8Array,
  from: number,
  to: number,
): { value: number; end: number } | null {
  let value = 0
  for (let i = 0; i < 5 && from + i < to; i++) {
    const byte = bytes[from + i]!
    value += (byte & 0x7f) * 2 ** (7 * i)
    if (byte < 0x80) return { value, end: from + i + 1 }
  }
  return null
}

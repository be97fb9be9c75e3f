import type { Random } from '../bench/random.ts'
import { joined, type Mutator, oneOf } from './mutate.ts'

/** A field of a protobuf message, as it stands in the bytes. */
interface WireField {
  readonly number: number
  readonly type: number
  /** The content alone: without tag and length. */
  readonly content: Uint8Array
}

const EDGES = [
  ...[0n, 1n, 2n, 127n, 128n, 0x7fffffffn, 0x80000000n, 0xffffffffn, 1n << 53n, (1n << 53n) + 1n],
  ...[(1n << 63n) - 1n, 1n << 63n, (1n << 64n) - 1n, (1n << 64n) - 2n],
]

/**
 * Changes one field somewhere in the tree of messages, and writes the lengths of those around it
 * anew, so that the change gets past the reader of the wire format.
 */
const otherField: Mutator = (input, random, other) => {
  const fields = fieldsOf(input)
  if (!fields || fields.length === 0) return input
  const at = random.below(fields.length)
  const field = fields[at]!
  if (field.type === 2 && random.chance(0.75)) {
    const inner = fieldsOf(field.content)
    const content =
      inner && inner.length > 0 && random.chance(0.8)
        ? otherField(field.content, random, other)
        : otherContent(field.content, random)
    fields[at] = { ...field, content }
    return written(fields)
  }
  switch (random.below(6)) {
    case 0:
      fields.splice(at, 1)
      break
    case 1:
      fields.splice(random.below(fields.length + 1), 0, ...copies(field, 1 + random.hot(30)))
      break
    case 2:
      fields.splice(random.below(fields.length), 1, field)
      break
    case 3:
      fields[at] = { ...field, number: oneOf([1, 2, 3, 4, 5, 6, 13, 16, 536870911], random) }
      break
    case 4: {
      const from = fieldsOf(other)
      if (from && from.length > 0) fields.splice(at, 0, oneOf(from, random))
      break
    }
    default:
      fields[at] = { number: field.number, type: 0, content: varint(oneOf(EDGES, random)) }
  }
  return written(fields)
}

/** Several at once: a reference and what it refers to, for instance. */
const otherFields: Mutator = (input, random, other) => {
  let changed = input
  for (let left = 2 + random.hot(6); left > 0; left--) changed = otherField(changed, random, other)
  return changed
}

export const PROTO_MUTATORS: readonly Mutator[] = [otherField, otherField, otherField, otherFields]

/** A packed list, a text or a message that is none: numbers at an edge, more or less of it. */
function otherContent(content: Uint8Array, random: Random): Uint8Array {
  const at = random.below(content.length + 1)
  switch (random.below(4)) {
    case 0:
      return joined(content.subarray(0, at), varint(oneOf(EDGES, random)), content.subarray(at))
    case 1:
      return joined(content.subarray(0, at), content.subarray(at + 1 + random.hot(8)))
    case 2:
      return joined(...copies(content, 2 + random.hot(40)))
    default:
      return varint(BigInt(random.below(300)))
  }
}

function copies<Item>(item: Item, count: number): Item[] {
  return new Array<Item>(count).fill(item)
}

/** The fields of a message; null for bytes that are none. */
export function fieldsOf(bytes: Uint8Array): WireField[] | null {
  const fields: WireField[] = []
  let at = 0
  const number = (): number => {
    let value = 0
    for (let shift = 1; ; shift *= 128) {
      const byte = bytes[at++]
      if (byte === undefined || shift > 2 ** 63) return Number.NaN
      value += (byte & 0x7f) * shift
      if (byte < 0x80) return value
    }
  }
  while (at < bytes.length) {
    const tag = number()
    const type = tag % 8
    let from = at
    if (type === 0) number()
    else if (type === 1) at += 8
    else if (type === 5) at += 4
    else if (type === 2) {
      const length = number()
      from = at
      at += length
    } else return null
    if (!(at <= bytes.length) || tag < 8) return null
    fields.push({ number: Math.floor(tag / 8), type, content: bytes.subarray(from, at) })
  }
  return fields
}

function written(fields: readonly WireField[]): Uint8Array {
  return joined(
    ...fields.flatMap(({ number, type, content }) => {
      const tag = varint(BigInt(number) * 8n + BigInt(type))
      return type === 2 ? [tag, varint(BigInt(content.length)), content] : [tag, content]
    }),
  )
}

function varint(value: bigint): Uint8Array {
  const bytes: number[] = []
  let rest = value
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  return Uint8Array.from([...bytes, Number(rest)])
}

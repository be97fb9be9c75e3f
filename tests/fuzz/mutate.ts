import type { Random } from '../bench/random.ts'

/** Changes to bytes that know nothing of what they mean. */
export type Mutator = (input: Uint8Array, random: Random, other: Uint8Array) => Uint8Array

/** Inputs are kept below this size, so that each takes about as long as another. */
export const LARGEST_INPUT = 1 << 14

const EDGES = [0, 1, 0x7f, 0x80, 0xff, 0x0a, 0x1f, 0x20, 0x30, 0x39, 0x22, 0x5b, 0x7b]

const replaced: Mutator = (input, random) => {
  // What comes from Node is a Buffer, and a slice of that is no copy.
  const changed = new Uint8Array(input)
  for (let left = 1 + random.hot(8); left > 0 && changed.length > 0; left--) {
    const at = random.below(changed.length)
    const bit = random.chance(0.3)
    changed[at] = bit ? changed[at]! ^ (1 << random.below(8)) : oneOf(EDGES, random)
  }
  return changed
}

const cut: Mutator = (input, random) => input.slice(0, random.below(input.length + 1))

const lost: Mutator = (input, random) => {
  const from = random.below(input.length + 1)
  return joined(input.subarray(0, from), input.subarray(from + 1 + random.hot(input.length + 1)))
}

const inserted: Mutator = (input, random) => {
  const at = random.below(input.length + 1)
  const bytes = Uint8Array.from({ length: 1 + random.hot(12) }, () => random.below(256))
  return joined(input.subarray(0, at), bytes, input.subarray(at))
}

/** A stretch again, once or often. */
const repeated: Mutator = (input, random) => {
  const from = random.below(input.length + 1)
  const part = input.subarray(from, from + 1 + random.hot(input.length + 1))
  const times = 1 + random.hot(20)
  const copies = Array.from({ length: times }, () => part)
  return joined(input.subarray(0, from), ...copies, input.subarray(from))
}

/** The head of one input, the tail of another. */
const spliced: Mutator = (input, random, other) =>
  joined(
    input.subarray(0, random.below(input.length + 1)),
    other.subarray(random.below(other.length + 1)),
  )

const behind: Mutator = (input, _random, other) => joined(input, other)

export const BYTE_MUTATORS: readonly Mutator[] = [
  replaced,
  replaced,
  cut,
  lost,
  inserted,
  repeated,
  spliced,
  behind,
]

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = Buffer.concat(parts)
  return new Uint8Array(whole.buffer, whole.byteOffset, Math.min(whole.length, LARGEST_INPUT))
}

export function oneOf<Item>(items: readonly Item[], random: Random): Item {
  return items[random.below(items.length)]!
}

import fc from 'fast-check'
import type { ProtoModel } from './proto-model.ts'

/** How a writer may put the same profile into bytes. */
export interface Style {
  /** Lists of numbers as one packed field, as single fields, or some of both. */
  readonly packed: 'packed' | 'single' | 'mixed'
  /** Write fields that are 0 as well. */
  readonly zeros: boolean
  /** Put fields that no version of the format has between the others. */
  readonly unknown: boolean
  /** Order of the fields of the profile: a seed to shuffle them by; 0 is the usual one. */
  readonly order: number
}

export const style: fc.Arbitrary<Style> = fc.record({
  packed: fc.constantFrom('packed', 'single', 'mixed'),
  zeros: fc.boolean(),
  unknown: fc.boolean(),
  order: fc.nat(1000),
})

/** As most writers do. */
export const USUAL: Style = { packed: 'packed', zeros: false, unknown: false, order: 0 }

type Bytes = readonly number[]

/** A 64-bit number, seven bits a byte. */
function varint(value: bigint): Bytes {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, value)
  while (rest > 0x7fn) {
    bytes.push(Number(rest & 0x7fn) | 0x80)
    rest >>= 7n
  }
  return [...bytes, Number(rest)]
}

const tag = (field: number, wireType: number): Bytes => varint(BigInt((field << 3) | wireType))

const block = (field: number, content: Bytes): Bytes => [
  ...tag(field, 2),
  ...varint(BigInt(content.length)),
  ...content,
]

/** A field of each wire type, with numbers that the format does not use. */
const UNKNOWN: Bytes = [
  ...tag(100, 0),
  ...varint(12345n),
  ...tag(101, 1),
  ...[1, 2, 3, 4, 5, 6, 7, 8],
  ...block(102, [9, 9, 9]),
  ...tag(103, 5),
  ...[1, 2, 3, 4],
]

/** Writes a profile as bytes in the given style. */
export function writeProto(
  model: ProtoModel,
  { packed, zeros, unknown, order }: Style = USUAL,
): Uint8Array<ArrayBuffer> {
  const number = (field: number, value: number | bigint | boolean): Bytes =>
    zeros || BigInt(value) !== 0n ? [...tag(field, 0), ...varint(BigInt(value))] : []
  const list = (field: number, values: readonly bigint[]): Bytes => {
    const split = packed === 'packed' ? values.length : packed === 'single' ? 0 : values.length >> 1
    const first = values.slice(0, split).flatMap(varint)
    const rest = values.slice(split).flatMap((value) => [...tag(field, 0), ...varint(value)])
    return first.length > 0 || zeros ? [...block(field, first), ...rest] : rest
  }
  const message = (field: number, ...parts: Bytes[]): Bytes =>
    block(field, [...parts.flat(), ...(unknown ? UNKNOWN : [])])
  const valueType = (field: number, { type, unit }: { type: number; unit: number }): Bytes =>
    message(field, number(1, type), number(2, unit))

  const fields: Bytes[] = [
    ...model.sampleTypes.map((type) => valueType(1, type)),
    ...model.samples.map(({ locations, values, labels }) =>
      message(
        2,
        list(1, locations),
        list(2, values),
        ...labels.map(({ key, str, num, unit }) =>
          message(3, number(1, key), number(2, str), number(3, num), number(4, unit)),
        ),
      ),
    ),
    ...model.mappings.map((m) =>
      message(
        3,
        number(1, m.id),
        number(2, m.start),
        number(3, m.limit),
        number(4, m.offset),
        number(5, m.file),
        number(6, m.buildId),
        ...m.flags.map((flag, i) => number(7 + i, flag)),
      ),
    ),
    ...model.locations.map((l) =>
      message(
        4,
        number(1, l.id),
        number(2, l.mapping),
        number(3, l.address),
        ...l.lines.map((line) =>
          message(4, number(1, line.function), number(2, line.line), number(3, line.column)),
        ),
        number(5, l.folded),
      ),
    ),
    ...model.functions.map((f) =>
      message(
        5,
        number(1, f.id),
        number(2, f.name),
        number(3, f.systemName),
        number(4, f.file),
        number(5, f.startLine),
      ),
    ),
    ...model.strings.map((text) => block(6, [...new TextEncoder().encode(text)])),
    number(7, model.dropFrames),
    number(8, model.keepFrames),
    number(9, model.timeNanos),
    number(10, model.durationNanos),
    ...(model.periodType ? [valueType(11, model.periodType)] : []),
    number(12, model.period),
    list(13, model.comments.map(BigInt)),
    number(14, model.defaultSampleType),
    number(15, model.docUrl),
    ...(unknown ? [UNKNOWN, UNKNOWN] : []),
  ]
  return Uint8Array.from(shuffled(fields, order).flat())
}

/** In another order; fields of one kind keep theirs, for it means something. */
function shuffled(fields: readonly Bytes[], seed: number): readonly Bytes[] {
  if (seed === 0) return fields
  const kinds = new Map<number | undefined, Bytes[]>()
  for (const field of fields) kinds.set(field[0], [...(kinds.get(field[0]) ?? []), field])
  let state = seed
  const picked: Bytes[] = []
  while (picked.length < fields.length) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31
    const open = [...kinds.values()].filter((kind) => kind.length > 0)
    picked.push(open[state % open.length]!.shift()!)
  }
  return picked
}

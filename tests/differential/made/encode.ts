import type { MadeLabel, MadeLocation, MadeProfile, ValueType } from './model.ts'

/** A profile as the bytes of profile.proto. Ids are rows, counted from 1. */
export function encode(profile: MadeProfile): Uint8Array {
  const texts = new Texts()
  const valueType = ([type, unit]: ValueType): Message =>
    new Message().number(1, texts.index(type)).number(2, texts.index(unit))
  const out = new Message()
  for (const type of profile.sampleTypes) out.message(1, valueType(type))
  for (const { stack, values, labels } of profile.samples) {
    const sample = new Message().packed(1, stack.map(id)).packed(2, values)
    for (const label of labels) sample.message(3, labelMessage(label, texts))
    out.message(2, sample)
  }
  profile.mappings.forEach(({ start, limit, offset, file, buildId, has }, row) => {
    const mapping = new Message().number(1, id(row)).number(2, start).number(3, limit)
    mapping.number(4, offset).number(5, texts.index(file)).number(6, texts.index(buildId))
    for (const [i, flag] of has.entries()) mapping.number(7 + i, flag ? 1 : 0)
    out.message(3, mapping)
  })
  for (const [row, location] of profile.locations.entries()) {
    out.message(4, locationMessage(location, row))
  }
  profile.functions.forEach(({ name, systemName, file, startLine }, row) => {
    const message = new Message().number(1, id(row)).number(2, texts.index(name))
    message.number(3, texts.index(systemName)).number(4, texts.index(file)).number(5, startLine)
    out.message(5, message)
  })
  out.number(7, texts.index(profile.dropFrames ?? ''))
  out.number(8, texts.index(profile.keepFrames ?? ''))
  out.number(9, profile.timeNanos ?? 0).number(10, profile.durationNanos ?? 0)
  if (profile.periodType) out.message(11, valueType(profile.periodType))
  out.number(12, profile.period ?? 0)
  out.packed(
    13,
    (profile.comments ?? []).map((comment) => texts.index(comment)),
  )
  out.number(14, texts.index(profile.defaultSampleType ?? ''))
  for (const text of texts.all) out.block(6, new TextEncoder().encode(text))
  return Uint8Array.from(out.bytes)
}

function labelMessage(label: MadeLabel, texts: Texts): Message {
  const message = new Message().number(1, texts.index(label.key))
  return 'text' in label
    ? message.number(2, texts.index(label.text))
    : message.number(3, label.number).number(4, texts.index(label.unit))
}

function locationMessage(location: MadeLocation, row: number): Message {
  const message = new Message().number(1, id(row))
  message.number(2, location.mapping === undefined ? 0 : id(location.mapping))
  message.number(3, location.address)
  for (const line of location.lines) {
    message.message(4, new Message().number(1, id(line.function)).number(2, line.line))
  }
  return message.number(5, location.folded ? 1 : 0)
}

function id(row: number): number {
  return row + 1
}

/** The string table: indices in the order of first use, "" first. */
class Texts {
  readonly all: string[] = ['']
  private readonly known = new Map([['', 0]])

  index(text: string): number {
    let index = this.known.get(text)
    if (index === undefined) {
      index = this.all.push(text) - 1
      this.known.set(text, index)
    }
    return index
  }
}

/** Fields of a protobuf message, as they are added. */
class Message {
  readonly bytes: number[] = []

  /** Zero is left out. */
  number(field: number, value: number | bigint): this {
    if (BigInt(value) === 0n) return this
    return this.varint(field << 3).varint(value)
  }

  packed(field: number, values: readonly (number | bigint)[]): this {
    if (values.length === 0) return this
    const content = new Message()
    for (const value of values) content.varint(value)
    return this.message(field, content)
  }

  message(field: number, content: Message): this {
    return this.block(field, content.bytes)
  }

  block(field: number, content: ArrayLike<number>): this {
    this.varint((field << 3) | 2).varint(content.length)
    // One by one: a spread of a large block would overflow the call stack.
    for (let i = 0; i < content.length; i++) this.bytes.push(content[i]!)
    return this
  }

  private varint(value: number | bigint): this {
    let rest = BigInt.asUintN(64, BigInt(value))
    while (rest > 0x7fn) {
      this.bytes.push(Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    this.bytes.push(Number(rest))
    return this
  }
}

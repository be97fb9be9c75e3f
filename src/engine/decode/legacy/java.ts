import type { Header, Profile, ValueType } from '../../profile/profile.ts'
import { Draft } from './draft.ts'
import { readName } from './java-names.ts'
import type { LineReader } from './lines.ts'
import { parseAddresses, parseInteger, unsample } from './numbers.ts'

/**
 * Java's heapz and contentionz: attributes, samples, and the names of their locations. A sample
 * gives bytes and objects, or time waited and how often:
 *
 *     --- heapz 1 ---
 *     format = java
 *     resolution = bytes
 *        7048     1 @ 0x00000003 0x00000004
 *      0x00000003 com.example.Server.run (Server.java:58)
 *
 * @param lines stands on the headline
 */
export function decodeJava(lines: LineReader): Profile | null {
  const kind = kinds.get(lines.text.trim())
  if (!kind) return null
  let hasLine = lines.next()
  const attributes: Attributes = { types: [], header: {} }
  // A last line without its end is never a sample: it may lack half of its stack.
  for (; hasLine && lines.terminated; hasLine = lines.next()) {
    const line = lines.text.trim()
    if (line === '') continue
    const [, name, value] = attributeLine.exec(line) ?? []
    if (name === undefined || value === undefined) break
    if (!setAttribute(attributes, kind, name.trim(), value.trim())) {
      throw lines.broken(
        `Java ${kind} profile`,
        'Known are the attributes “format” (which must be java) and “resolution”, and for contention “sampling period” and “ms since reset”.',
      )
    }
  }
  if (attributes.types.length === 0) {
    throw lines.broken(
      `Java ${kind} profile`,
      'An attribute “resolution” must come before the samples.',
    )
  }
  const draft = new Draft({
    sampleTypes: attributes.types,
    header: attributes.header,
    firstReturnAddress: Number.POSITIVE_INFINITY,
  })
  for (; hasLine && lines.terminated; hasLine = lines.next()) {
    const line = lines.text.trim()
    if (line === '') continue
    const match = sampleLine.exec(line)
    if (!match) break
    if (!addSample(draft, kind, attributes, match)) {
      throw lines.broken(
        `Java ${kind} profile`,
        'A sample looks like “7048 1 @ 0x00000003”, and its second number is not 0.',
      )
    }
  }
  const files = new Map<string, string>()
  for (; hasLine; hasLine = lines.next()) readName(lines, draft, files)
  return draft.finishNamed()
}

type Kind = 'heap' | 'contention'

const kinds = new Map<string, Kind>([
  ['--- heapz 1 ---', 'heap'],
  ['--- contentionz 1 ---', 'contention'],
])

/** One object per so many bytes is recorded; the file does not say so. */
const HEAP_RATE = 524_288n

// The look-behinds keep a run of characters from being tried from each of them.
const attributeLine = /(?<![\w ])([\w ]+)=([\w ]+)/
const sampleLine = /(?<!\d)(\d+) +(\d+) +@ +([ x0-9a-f]*)/

interface Attributes {
  types: ValueType[]
  header: Partial<Header>
}

function setAttribute(attributes: Attributes, kind: Kind, name: string, value: string): boolean {
  if (name === 'format') return value === 'java'
  if (name === 'resolution') {
    attributes.types =
      kind === 'heap'
        ? [
            { type: 'inuse_objects', unit: 'count' },
            { type: 'inuse_space', unit: value },
          ]
        : [
            { type: 'contentions', unit: 'count' },
            { type: 'delay', unit: value },
          ]
    return true
  }
  const number = parseInteger(value)
  if (kind === 'heap' || number === null) return false
  if (name === 'sampling period') {
    const periodType = { type: 'contentions', unit: 'count' }
    attributes.header = { ...attributes.header, periodType, period: number }
    return true
  }
  if (name === 'ms since reset') {
    const durationNanos = BigInt.asIntN(64, number * 1_000_000n)
    attributes.header = { ...attributes.header, durationNanos }
    return true
  }
  return false
}

/** False if the sample makes no sense. */
function addSample(
  draft: Draft,
  kind: Kind,
  { header }: Attributes,
  [, second = '', first = '', stack = '']: RegExpExecArray,
): boolean {
  const count = parseInteger(first)
  const amount = parseInteger(second)
  const addresses = parseAddresses(stack)
  if (count === null || amount === null || addresses === null) return false
  if (kind === 'contention') {
    const period = header.period || 1n
    draft.addSample(addresses, [count * period, amount * period])
    return true
  }
  if (count === 0n) return false
  const real = unsample({ count, size: amount }, HEAP_RATE)
  const label = { key: 'bytes', number: Number(amount / count) }
  draft.addSample(addresses, [real.count, real.size], [label])
  return true
}

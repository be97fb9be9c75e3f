import type { Profile, ValueType } from '../../profile/profile.ts'
import { Draft } from './draft.ts'
import type { LineReader } from './lines.ts'
import { isMapSentinel, readMaps, skipToMap } from './memory-map.ts'
import { type HeapValue, parseAddresses, parseInt64, unsample } from './numbers.ts'
import { readStackLines } from './stack-lines.ts'

/**
 * Heap profiles as text: Go's heap and allocs with `?debug=1`, tcmalloc's heapz, growthz and
 * fragmentationz. A line gives objects and bytes in use, and in brackets those ever allocated:
 *
 *     heap profile: 372: 73327320 [32062: 111629576] @ heap/32768
 *     3: 98304 [9: 294912] @ 0x65648f 0x65755c 0x46b6c1
 *
 * @param lines stands on the headline
 */
export function decodeHeap(lines: LineReader): Profile | null {
  const header = parseHeader(lines)
  if (!header) return null
  const draft = new Draft({
    sampleTypes: header.hasAllocations ? [...allocated, ...inUse] : alone,
    header: { periodType: { type: 'space', unit: 'bytes' }, period: header.period },
    firstReturnAddress: 0,
  })
  lines.next()
  readStackLines(
    lines,
    draft,
    (line, add) => {
      if (isMapSentinel(line)) return 'end'
      const sample = parseSample(line, header)
      if (!sample) return 'broken'
      const label = { key: 'bytes', number: Number(sample.objectSize) }
      add(sample.addresses, sample.values, [label])
      return 'sample'
    },
    () => lines.broken('heap profile', sampleHint),
  )
  skipToMap(lines)
  const profile = draft.finish(readMaps(lines))
  if (!header.overflowed) return profile
  return { ...profile, warnings: [...profile.warnings, OVERFLOWED] }
}

interface HeapHeader {
  /** In bytes. */
  readonly period: bigint
  /** Whether the values are those of the samples taken, not yet of the program. */
  readonly sampled: boolean
  /** Whether the brackets say more than what stands before them. */
  readonly hasAllocations: boolean
  /** Whether a count of allocations went beyond 32 bits and came out below zero. */
  readonly overflowed: boolean
}

const OVERFLOWED =
  'The counts of allocations in it are below zero, as gperftools counts them in 32 bits and they went beyond: only what is in use is shown.'

/** Before inuse, since the last type is the one that is shown first. */
export const allocated: readonly ValueType[] = [
  { type: 'alloc_objects', unit: 'count' },
  { type: 'alloc_space', unit: 'bytes' },
]
export const inUse: readonly ValueType[] = [
  { type: 'inuse_objects', unit: 'count' },
  { type: 'inuse_space', unit: 'bytes' },
]
const alone: readonly ValueType[] = [
  { type: 'objects', unit: 'count' },
  { type: 'space', unit: 'bytes' },
]

const sampleHint =
  'A sample looks like “3: 98304 [9: 294912] @ 0x65648f 0x46b6c1” (objects: bytes in use [ever allocated]), and no objects have no bytes: record the profile again, or take the binary form.'

const headline =
  /heap profile: *(\d+): *(\d+) *\[ *(-?\d+): *(-?\d+) *\] *@ *([a-z][_a-z0-9]*)\/?(\d*)/

function parseHeader(lines: LineReader): HeapHeader | null {
  const match = headline.exec(lines.text)
  if (!match) return null
  const [, objects, bytes, allObjects, allBytes, kind = '', digits = ''] = match
  const overflowed = `${allObjects}${allBytes}`.includes('-')
  // One that counts no allocations repeats the numbers, or has zeros.
  const hasAllocations =
    !overflowed &&
    ((allObjects !== objects && allObjects !== '0') || (allBytes !== bytes && allBytes !== '0'))
  if (/^(growth|fragmentation)/.test(kind)) {
    return { period: 1n, sampled: false, hasAllocations: false, overflowed }
  }
  const rate = digits === '' ? 0n : parseInt64(digits)
  if (rate !== null) {
    if (kind === 'heapprofile') return { period: 1n, sampled: false, hasAllocations, overflowed }
    if (kind === 'heap_v2' || kind === 'heapz_v2') {
      return { period: rate, sampled: true, hasAllocations, overflowed }
    }
    // Go prints twice its rate.
    if (kind === 'heap') return { period: rate / 2n, sampled: true, hasAllocations, overflowed }
  }
  throw lines.broken(
    'heap profile',
    'Its kind, behind the @, should be heap/RATE, heap_v2/RATE, heapz_v2/RATE, heapprofile, growthz or fragmentationz.',
  )
}

interface HeapSample {
  readonly values: readonly bigint[]
  /** Mean size of an object, in bytes: in use, or else allocated. */
  readonly objectSize: bigint
  readonly addresses: readonly bigint[]
}

// The look-behind keeps the regexp from trying a number from each of its digits.
const sampleLine = /((?:-|(?<!\d))\d+): *(-?\d+) *\[ *(-?\d+): *(-?\d+) *\] @([ x0-9a-f]*)/

function parseSample(line: string, header: HeapHeader): HeapSample | null {
  const match = sampleLine.exec(line)
  if (!match) return null
  const [inUseCount, inUseSize, count, size] = match.slice(1, 5).map(parseInt64)
  const addresses = parseAddresses(match[5]!)
  if (!addresses) return null
  const values: bigint[] = []
  let objectSize = 0n
  const pairs = [[inUseCount, inUseSize]]
  if (header.hasAllocations) pairs.unshift([count, size])
  for (const [count = null, size = null] of pairs) {
    const isAllocation = pairs.length === 2 && values.length === 0
    if (isAllocation && `${count}${size}`.includes('-')) return null
    if (count === null || size === null || (count === 0n && size !== 0n)) return null
    if (count !== 0n) objectSize = size / count
    const seen: HeapValue = { count, size }
    const real = header.sampled ? unsample(seen, header.period) : seen
    values.push(real.count, real.size)
  }
  return { values, objectSize, addresses }
}

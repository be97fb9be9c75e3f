import { ProfileError } from '../../profile/error.ts'
import type { Profile, ValueType } from '../../profile/profile.ts'
import { newlineFrom } from '../bytes.ts'
import { type Format, only } from '../format.ts'
import { Draft } from './draft.ts'
import { allocated, inUse } from './heap.ts'
import { LineReader } from './lines.ts'
import { isMapSentinel, readMaps } from './memory-map.ts'
import { type HeapValue, parseAddresses, parseInt64, unsample } from './numbers.ts'

/** What a program may have written before its dump. */
const HEAD = 1 << 16

const headline = /^heap_v2\/(\d{1,18})\s*$/

/** `t*: 28: 106496 [0: 0]`: all threads; objects and bytes in use, and those ever allocated. */
const counts = /^\s*t(\*|\d+):\s*(\d+):\s*(\d+)\s*\[\s*(\d+):\s*(\d+)\]\s*$/

/**
 * The dumps of jemalloc's own heap profiler (`prof:true`):
 *
 *     heap_v2/524288
 *       t*: 28: 106496 [0: 0]
 *       t0: 20: 100000 [0: 0]
 *     @ 0x55d0a0401010 0x55d0a0402020
 *       t*: 20: 100000 [0: 0]
 *
 * What was sampled is scaled up to what was allocated, as jeprof does. The lines of single threads
 * are parts of those of all.
 */
export const jemallocHeap: Format = {
  name: 'heap profile of jemalloc',
  recognizes: (bytes) => findHeadline(bytes) !== null,
  async decode(bytes) {
    const start = findHeadline(bytes)
    return start && only(decode(new LineReader(bytes, start.offset, start.number)))
  },
}

function findHeadline(bytes: Uint8Array): { offset: number; number: number } | null {
  const head = bytes.subarray(0, HEAD)
  let number = 1
  for (let from = 0; from < head.length; number++) {
    const to = newlineFrom(head, from)
    // "h" of heap_v2.
    if (head[from] === 0x68 && headline.test(latin1.decode(head.subarray(from, to)))) {
      return { offset: from, number }
    }
    from = to + 1
  }
  return null
}

interface Stack {
  readonly addresses: readonly bigint[]
  readonly inUse: HeapValue
  readonly allocated: HeapValue
}

function decode(lines: LineReader): Profile {
  lines.next()
  const rate = BigInt(headline.exec(lines.text)![1]!)
  const stacks: Stack[] = []
  let addresses: bigint[] | null = null
  let hasAllocations = false
  let hasMap = false
  while (lines.next()) {
    const line = lines.text
    if (isMapSentinel(line)) {
      hasMap = true
      break
    }
    if (line.startsWith('@')) {
      addresses = parseAddresses(line)
      if (!addresses) throw lines.broken(NAME, HINT)
      continue
    }
    const match = counts.exec(line)
    if (!match) {
      if (addresses && /^\s*t\*:/.test(line) && lines.terminated) throw lines.broken(NAME, HINT)
      continue
    }
    // Before the first stack are the sums of all stacks.
    if (match[1] !== '*' || !addresses) continue
    const numbers = match.slice(2).map(parseInt64)
    if (numbers.includes(null)) throw lines.broken(NAME, HINT)
    const [count, size, allCount, allSize] = numbers as bigint[]
    hasAllocations ||= allCount !== 0n || allSize !== 0n
    stacks.push({
      addresses,
      inUse: { count: count!, size: size! },
      allocated: { count: allCount!, size: allSize! },
    })
    addresses = null
  }
  if (stacks.length === 0) throw noStacks()
  return profileOf(stacks, rate, hasAllocations, hasMap, lines)
}

function profileOf(
  stacks: readonly Stack[],
  rate: bigint,
  hasAllocations: boolean,
  hasMap: boolean,
  lines: LineReader,
): Profile {
  const draft = new Draft({
    sampleTypes: hasAllocations ? [...allocated, ...inUse] : inUse,
    header: { periodType: SPACE, period: rate },
    // jeprof takes one from all addresses but the innermost.
    firstReturnAddress: 1,
  })
  for (const stack of stacks) {
    const pairs = hasAllocations ? [stack.allocated, stack.inUse] : [stack.inUse]
    const values = pairs.flatMap((sampled) => {
      const { count, size } = unsample(sampled, rate, nearest)
      return [count, size]
    })
    const { count, size } = stack.inUse.count === 0n ? stack.allocated : stack.inUse
    const objectSize = count === 0n ? 0n : size / count
    draft.addSample(stack.addresses, values, [{ key: 'bytes', number: Number(objectSize) }])
  }
  if (!hasMap) draft.warn('The dump ends before its memory map: addresses have no binary.')
  return draft.finish(hasMap ? readMaps(lines) : [])
}

const SPACE: ValueType = { type: 'space', unit: 'bytes' }
const NAME = 'heap profile of jemalloc'
const HINT =
  'Behind “@ 0x55d0a0401010 …” stand lines such as “t*: 20: 100000 [0: 0]” (objects: bytes in use [ever allocated]): let the program dump once more.'

const latin1 = new TextDecoder('latin1')

function nearest(value: number): bigint {
  return BigInt(Math.round(Math.min(value, 2 ** 63 - 1024)))
}

function noStacks(): ProfileError {
  return new ProfileError(
    'empty',
    'This heap profile of jemalloc has no stacks.',
    'Nothing was sampled before the dump: let the program run longer, or lower lg_prof_sample.',
  )
}

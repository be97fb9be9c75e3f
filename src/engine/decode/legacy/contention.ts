import type { Header, Profile } from '../../profile/profile.ts'
import { Draft } from './draft.ts'
import { isSpaceOrComment, type LineReader } from './lines.ts'
import { isMapSentinel, readMaps, skipToMap } from './memory-map.ts'
import { parseAddresses, parseInt64, parseInteger, truncateToInt64 } from './numbers.ts'
import { readStackLines } from './stack-lines.ts'

/**
 * Waiting for locks: Go's mutex and block profiles with `?debug=1`, and contentionz of C++.
 * Behind a few attributes, a line gives the cycles waited and how often:
 *
 *     --- mutex:
 *     cycles/second=2445439465
 *     sampling period=1
 *     30900406454 560 @ 0x471dc9 0x68a829 0x46b6c1
 *
 * Java's contentionz has the same headline and other attributes: then null is given.
 * @param lines stands on the headline
 */
export function decodeContention(lines: LineReader): Profile | null {
  if (!/^--- (contentionz |mutex:|contention:)/.test(lines.text)) return null
  const attributes = readAttributes(lines)
  if (!attributes) return null
  const { period, cyclesPerSecond, durationNanos } = attributes
  const header: Partial<Header> = {
    periodType: { type: 'contentions', unit: 'count' },
    period,
    durationNanos,
  }
  const draft = new Draft({
    sampleTypes: [
      { type: 'contentions', unit: 'count' },
      { type: 'delay', unit: 'nanoseconds' },
    ],
    header,
    firstReturnAddress: 0,
  })
  readStackLines(
    lines,
    draft,
    (line, add) => {
      if (line.startsWith('---') || isMapSentinel(line)) return 'end'
      const [, waited = '', times = '', stack = ''] = sampleLine.exec(line) ?? []
      const delay = parseInt64(waited)
      const contentions = parseInt64(times)
      const addresses = parseAddresses(stack)
      if (delay === null || contentions === null || addresses === null) return 'broken'
      add(addresses, [
        period > 0n ? contentions * period : contentions,
        period > 0n && cyclesPerSecond > 0n ? nanoseconds(delay, period, cyclesPerSecond) : delay,
      ])
      return 'sample'
    },
    () =>
      lines.broken(
        'contention profile',
        'A sample looks like “30900406454 560 @ 0x471dc9 0x46b6c1” (cycles, times): record the profile again, or take the binary form.',
      ),
  )
  skipToMap(lines)
  return draft.finish(readMaps(lines))
}

// The look-behind keeps the regexp from trying a number from each of its digits.
const sampleLine = /(?<!\d)(\d+) +(\d+) @([ x0-9a-f]*)/

function nanoseconds(cycles: bigint, period: bigint, cyclesPerSecond: bigint): bigint {
  const gigahertz = Number(cyclesPerSecond) / 1e9
  return truncateToInt64((Number(cycles) * Number(period)) / gigahertz)
}

interface Attributes {
  /** One of so many contentions was recorded. */
  period: bigint
  /** 0: not known, delays are nanoseconds. */
  cyclesPerSecond: bigint
  durationNanos: bigint
}

/**
 * Reads the lines `name = value`, and leaves `lines` on the first that is none (or at the end).
 * Null if they are Java's.
 */
function readAttributes(lines: LineReader): Attributes | null {
  const isGo = !lines.text.startsWith('--- contentionz')
  const attributes: Attributes = { period: 1n, cyclesPerSecond: 0n, durationNanos: 0n }
  while (lines.next()) {
    const line = lines.text.trim()
    if (isSpaceOrComment(line)) continue
    const equals = line.indexOf('=')
    if (line.startsWith('---') || equals < 0) break
    const name = line.slice(0, equals).trim()
    if (!isGo && (name === 'format' || name === 'resolution')) return null
    if (name === 'discarded samples') continue
    const value = parseInteger(line.slice(equals + 1).trim())
    if (value === null || !set(attributes, name, value)) {
      throw lines.broken(
        'contention profile',
        'Known are the attributes “cycles/second”, “sampling period”, “ms since reset” and “discarded samples”, each with a whole number.',
      )
    }
  }
  return attributes
}

function set(attributes: Attributes, name: string, value: bigint): boolean {
  if (name === 'cycles/second') attributes.cyclesPerSecond = value
  else if (name === 'sampling period') attributes.period = value
  else if (name === 'ms since reset')
    attributes.durationNanos = BigInt.asIntN(64, value * 1_000_000n)
  else return false
  return true
}

import type { Profile } from '../../profile/profile.ts'
import { Draft } from './draft.ts'
import type { LineReader } from './lines.ts'
import { isMapSentinel, readMaps, skipToMap } from './memory-map.ts'
import { parseAddresses } from './numbers.ts'

const THREAD = { type: 'thread', unit: 'count' }

/** The name is whatever stands between `(name: ` and the thread's number. */
const threadLine = /^-{3,} Thread [\da-fA-F]+ \(name: .*\/\d+\) stack: ---/

/**
 * The stacks of all threads of a C++ program (threadz):
 *
 * --- threadz 1 ---
 *
 * --- Thread 7f794ab90940 (name: main/14748) stack: ---
 * PC:  0x00bc8f1c: helper(arg *)
 * 0x0040be31: main
 * --- Thread 7f794964e700 (name: worker/14751) stack: ---
 * [same as previous thread]
 *
 * The names are ignored, as by pprof. @param lines stands on the headline
 */
export function decodeThreadz(lines: LineReader): Profile | null {
  const hasTitle = /--- threadz \d+ ---/.test(lines.text)
  if (!hasTitle && !threadLine.test(lines.text.trim())) return null
  const draft = new Draft({
    sampleTypes: [THREAD],
    header: { periodType: THREAD, period: 1n },
    firstReturnAddress: 1,
  })
  if (hasTitle) while (lines.next() && !lines.text.startsWith('-') && !isMapSentinel(lines.text));
  while (!isMapSentinel(lines.text)) {
    const line = lines.text.trim()
    if (line.startsWith('---- no stack trace for')) break
    if (!threadLine.test(line)) {
      throw lines.broken(
        'threadz profile',
        'Each thread begins with a line like “--- Thread 7f794ab90940 (name: main/14748) stack: ---”, and the last is followed by “--- Memory map: ---”.',
      )
    }
    const { addresses, ended } = readThread(lines)
    if (addresses.length > 0) draft.addSample(addresses, [1n])
    else draft.repeatLast()
    if (ended) {
      draft.warn('The file ends without a memory map: threads may be missing.')
      break
    }
  }
  skipToMap(lines)
  return draft.finish(readMaps(lines), { leafMayRepeat: true })
}

interface Thread {
  /** Innermost first; empty: the same as in the thread before. */
  readonly addresses: readonly bigint[]
  /** Whether the file ends here. */
  readonly ended: boolean
}

/** Reads from a thread's headline up to the next line of dashes. */
function readThread(lines: LineReader): Thread {
  const addresses: bigint[] = []
  let sameAsPrevious = false
  let ended = true
  while (lines.next()) {
    const line = lines.text.trim()
    if (line.startsWith('---') || isMapSentinel(line)) {
      ended = false
      break
    }
    if (line.includes('same as previous thread')) sameAsPrevious = true
    if (sameAsPrevious) continue
    const found = parseAddresses(line)
    if (!found) throw lines.broken('threadz profile', 'An address has at most 64 bits.')
    for (const address of found) addresses.push(address)
  }
  return { addresses: sameAsPrevious ? [] : addresses, ended }
}

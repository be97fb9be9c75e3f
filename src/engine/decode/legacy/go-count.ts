import type { Profile } from '../../profile/profile.ts'
import { Draft } from './draft.ts'
import { StackComments } from './go-symbols.ts'
import { isSpaceOrComment, type LineReader } from './lines.ts'
import { isMapSentinel, readMaps, skipToMap } from './memory-map.ts'
import { parseAddresses, parseInteger } from './numbers.ts'
import { endsCutShort, warnIfOpen } from './samples.ts'

/**
 * Go's profiles that count stacks (goroutine, threadcreate, and any that a program makes with
 * pprof.NewProfile) as `?debug=1` prints them (runtime/pprof, printCountProfile):
 *
 *     goroutine profile: total 389
 *     361 @ 0x43b336 0x40708c 0x406c3d 0x68a5a5 0x46b6c1
 *     #	0x68a5a4	main.leak+0x24	/srv/leakdemo/main.go:32
 *
 * @param lines stands on the headline
 */
export function decodeGoCount(lines: LineReader): Profile | null {
  const kind = /^(\S+) profile: total \d+$/.exec(lines.text.trimEnd())?.[1]
  if (kind === undefined) return null
  const type = { type: kind, unit: 'count' }
  const draft = new Draft({
    sampleTypes: [type],
    header: { periodType: type, period: 1n },
    firstReturnAddress: 0,
  })
  const comments = new StackComments(draft)
  while (lines.next()) {
    const line = lines.text.trim()
    if (isSpaceOrComment(line)) {
      comments.read(line)
      continue
    }
    if (line.startsWith('---') || isMapSentinel(line)) break
    // The stack may be empty (threads that the runtime did not start), where pprof gives up.
    const [, digits = '', stack = ''] = /^(\d+) @((?: 0x[0-9a-f]+)*)$/.exec(line) ?? []
    const count = parseInteger(digits)
    const addresses = parseAddresses(stack)
    if (count === null || addresses === null) {
      if (endsCutShort(lines, draft)) break
      throw lines.broken(
        `Go ${kind} profile`,
        'A sample looks like “3 @ 0x43b336 0x46b6c1”: record the profile again, or take the binary form (without debug=1).',
      )
    }
    comments.flush()
    draft.addSample(addresses, [count])
    warnIfOpen(lines, draft)
  }
  comments.flush()
  skipToMap(lines)
  return draft.finish(readMaps(lines))
}

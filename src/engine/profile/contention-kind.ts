import { NONE } from './ids.ts'
import type { Profile } from './profile.ts'

/** Who holds a lock is blamed when it lets go, who waits when the wait ends. */
const HOLDS =
  /\.(R?Unlock(Slow)?|runtime_Semrelease|unlock2?|semrelease1?)$|_LostContendedRuntimeLock/
const WAITS = /\.(R?Lock(Slow)?|Wait|chanrecv\d?|chansend\d?|selectgo|runtime_Semacquire\w*)$/

/**
 * Whether a profile of contentions is one of locks that were held (mutex) or of waits (block): Go
 * counts the same in both, so that the innermost functions of its stacks have to tell.
 * @returns null where they do not, and for what is made of an execution trace, which is neither
 */
export function contentionKind(profile: Profile): 'mutex' | 'block' | null {
  const { header, samples, stacks, locations, lines, functions, strings } = profile
  if (header.periodType.type === 'trace') return null
  let [holds, waits] = [0, 0]
  for (let i = 0; i < samples.count; i++) {
    const stack = samples.stack[i]!
    if (stack === 0) continue
    const first = locations.firstLine[stacks.location[stack]!]!
    const func = first < lines.count ? lines.function[first]! : NONE
    const innermost = func === NONE ? '' : strings.get(functions.name[func]!)
    if (HOLDS.test(innermost)) holds++
    else if (WAITS.test(innermost)) waits++
  }
  if (holds === waits) return null
  return holds > waits ? 'mutex' : 'block'
}

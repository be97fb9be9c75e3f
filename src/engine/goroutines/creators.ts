import { readGoroutine } from '../decode/goroutine-dump/block.ts'
import type { StackIndex } from '../profile/ids.ts'
import type { GoroutineTable, Profile } from '../profile/profile.ts'
import { innermostNames } from './stack-frames.ts'
import { callerByCreator, callerByStack, isStarter } from './starters.ts'

/** Frames of a stack that are examined: a recursion can have millions. */
const DEEPEST = 1000

/** Stacks whose creators' stacks are looked for; each costs reading a goroutine again. */
const MOST_LOOKED_FOR = 1000

/**
 * Names who started the goroutines of each sample: what the dump says, or where that is a function
 * that starts goroutines for its caller, this caller, as far as the dump tells.
 * @param said what the dump says, by sample; "" if nothing
 */
export function creatorsOf(profile: Profile, said: (sample: number) => string): string[] {
  const { samples } = profile
  const starts = new Map<string, boolean>()
  const known = new Map<string, string>()
  const unknown = new Map<string, Unknown>()
  const keys = Array.from({ length: samples.count }, (_, sample) => {
    const creator = said(sample)
    let starter = starts.get(creator)
    if (starter === undefined) {
      starter = isStarter(creator)
      starts.set(creator, starter)
    }
    const stack = samples.stack[sample]!
    const key = starter ? `${creator} ${stack}` : creator
    if (known.has(key)) return key
    const caller = starter ? callerByStack(creator, outermostNames(profile, stack)) : creator
    known.set(key, caller || creator)
    if (caller === '' && creator !== '') unknown.set(key, { starter: creator, sample })
    return key
  })
  for (const [key, caller] of callersByCreators(profile, unknown)) known.set(key, caller)
  return keys.map((key) => known.get(key)!)
}

/** A caller that the stack of what it started does not tell. */
interface Unknown {
  readonly starter: string
  readonly sample: number
}

/** Looks for them on the stacks of the goroutines that called the starters, by `in goroutine 18`. */
function callersByCreators(
  profile: Profile,
  unknown: ReadonlyMap<string, Unknown>,
): Map<string, string> {
  const found = new Map<string, string>()
  const table = profile.samples.goroutines
  if (!table?.text || unknown.size === 0) return found
  const keysOf = new Map<number, string[]>()
  for (const [key, { sample }] of [...unknown].slice(0, MOST_LOOKED_FOR)) {
    const parent = parentOf(table, table.text, sample)
    if (parent > 0) keysOf.set(parent, [...(keysOf.get(parent) ?? []), key])
  }
  for (let sample = 0; sample < profile.samples.count; sample++) {
    for (let row = table.first[sample]!; row < table.first[sample + 1]!; row++) {
      for (const key of keysOf.get(table.id[row]!) ?? []) {
        const names = innermostNames(profile, profile.samples.stack[sample]!, DEEPEST)
        const caller = callerByCreator(unknown.get(key)!.starter, names)
        if (caller !== '') found.set(key, caller)
      }
    }
  }
  return found
}

/** The goroutine that started a sample's first; 0 if the dump does not say. */
function parentOf(table: GoroutineTable, text: Uint8Array, sample: number): number {
  const { calls } = readGoroutine(text, table.offset[table.first[sample]!]!)
  const created = calls.find((call) => call.text.startsWith('created by '))
  return Number(/ in goroutine (\d+)$/.exec(created?.text ?? '')?.[1] ?? 0)
}

function outermostNames(profile: Profile, stack: StackIndex): string[] {
  const names = innermostNames(profile, stack, DEEPEST + 1)
  // Of a deeper one, the outermost are not looked for.
  return names.length > DEEPEST ? [] : names.reverse()
}

import { NONE, type StackIndex } from '../profile/ids.ts'
import type { Profile } from '../profile/profile.ts'
import { type FrameKind, frameKind } from './frame-kind.ts'

export interface StackFrame {
  /** Row of the profile's lines. */
  readonly row: number
  readonly name: string
  readonly file: string
  /** 0: not known. */
  readonly line: number
  readonly kind: FrameKind
}

/**
 * The functions of a stack, innermost first, those inlined among them. Locations without a
 * function are left out.
 * @param most frames to give at most
 */
export function stackFrames(profile: Profile, stack: StackIndex, most: number): StackFrame[] {
  const { functions, lines, strings } = profile
  const rows = Array.from(linesOf(profile, stack, most)).filter((row) => row !== NONE)
  return rows.map((row) => {
    // A line may lack its function.
    const func = lines.function[row]!
    const name = strings.get(functions.name[func] ?? 0)
    const file = strings.get(functions.file[func] ?? 0)
    return { row, name, file, line: lines.line[row]!, kind: frameKind(name, file) }
  })
}

/** The names of the innermost functions; "" for a location that has none. */
export function innermostNames(profile: Profile, stack: StackIndex, most: number): string[] {
  const { functions, lines, strings } = profile
  return Array.from(linesOf(profile, stack, most), (row) =>
    row === NONE ? '' : strings.get(functions.name[lines.function[row]!] ?? 0),
  )
}

/** For each stack whether the name of one of its functions matches: a pass over the tree. */
export function stacksWith(profile: Profile, matches: (name: string) => boolean): Uint8Array {
  const { functions, lines, locations, stacks, strings } = profile
  const found = functions.name.map((name) => (matches(strings.get(name)) ? 1 : 0))
  const ofLocation = new Uint8Array(locations.count)
  for (let l = 0; l < locations.count; l++) {
    for (let row = locations.firstLine[l]!; row < locations.firstLine[l + 1]!; row++) {
      if (found[lines.function[row]!] === 1) ofLocation[l] = 1
    }
  }
  const ofStack = new Uint8Array(stacks.count)
  for (let node = 1; node < stacks.count; node++) {
    ofStack[node] = ofLocation[stacks.location[node]!]! | ofStack[stacks.parent[node]!]!
  }
  return ofStack
}

/** Rows of `lines`, innermost first; -1 for a location without lines. */
function* linesOf(
  { stacks, locations }: Profile,
  stack: StackIndex,
  most: number,
): Generator<number> {
  let left = most
  for (let node = stack; node > 0 && left > 0; node = stacks.parent[node]!) {
    const location = stacks.location[node]!
    const first = locations.firstLine[location]!
    const end = locations.firstLine[location + 1]!
    if (first === end) {
      left--
      yield NONE
    }
    for (let row = first; row < end && left > 0; row++) {
      left--
      yield row
    }
  }
}

/**
 * The frames to show of a stack in one line: the program's own first. What lies below the
 * innermost of them (the library and runtime calls that it waits in) is folded; of a stack
 * without any, dependencies stand in, then the standard library, then all.
 */
export function frontFrames(frames: readonly StackFrame[]): {
  readonly shown: readonly StackFrame[]
  /** Frames left out below the first that is shown, innermost first. */
  readonly folded: readonly StackFrame[]
} {
  for (const kinds of [['own'], ['own', 'dependency'], ['own', 'dependency', 'standard']]) {
    const from = frames.findIndex(({ kind }) => kinds.includes(kind))
    if (from < 0) continue
    const shown = frames.slice(from).filter(({ kind }) => kinds.includes(kind))
    return { shown, folded: frames.slice(0, from) }
  }
  return { shown: frames, folded: [] }
}

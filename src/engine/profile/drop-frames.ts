import { RE2JS } from 're2js'
import { simplifyFunctionName } from './names.ts'
import type { Profile } from './profile.ts'

/**
 * Removes the frames that the profile itself calls uninteresting: what is below a frame that
 * matches `drop_frames` and not `keep_frames`, that frame included. Frames before the first one
 * that does not match stay, so that no stack is emptied.
 * (Rule: github.com/google/pprof, profile/prune.go.)
 */
export function dropFrames(profile: Profile): Profile {
  const { dropFrames: dropPattern, keepFrames: keepPattern } = profile.header
  if (dropPattern === '') return profile
  const drop = compile(dropPattern)
  const keep = keepPattern === '' ? null : compile(keepPattern)
  if (!drop) {
    const warning = `The profile's drop_frames pattern does not parse: ${dropPattern}`
    return { ...profile, warnings: [...profile.warnings, warning] }
  }
  const { functions, strings } = profile
  const uninteresting = Uint8Array.from(functions.name, (index) => {
    const name = simplifyFunctionName(strings.get(index))
    return strings.get(index) !== '' && drop.test(name) && !keep?.test(name) ? 1 : 0
  })
  const { firstLine, line, pruned } = pruneLines(profile, uninteresting)
  if (!pruned.includes(1) && !pruned.includes(BELOW)) return profile
  return {
    ...profile,
    locations: { ...profile.locations, firstLine },
    lines: {
      count: line.length,
      function: line.map((row) => profile.lines.function[row]!),
      line: Float64Array.from(line, (row) => profile.lines.line[row]!),
      column: Float64Array.from(line, (row) => profile.lines.column[row]!),
    },
    samples: { ...profile.samples, stack: pruneStacks(profile, pruned) },
  }
}

function compile(pattern: string): RE2JS | null {
  try {
    return RE2JS.compile(`^(${pattern})$`)
  } catch {
    return null
  }
}

/** Remove the location and all below it. */
const WHOLE = 1
/** Remove what is below the location. */
const BELOW = 2

function pruneLines(
  { locations, lines }: Profile,
  uninteresting: Uint8Array,
): { firstLine: Uint32Array; line: Int32Array; pruned: Uint8Array } {
  const pruned = new Uint8Array(locations.count)
  const firstLine = new Uint32Array(locations.count + 1)
  const line: number[] = []
  for (let l = 0; l < locations.count; l++) {
    const first = locations.firstLine[l]!
    const end = locations.firstLine[l + 1]!
    let match = end - 1
    while (match >= first && uninteresting[lines.function[match]!] === 0) match--
    // If the outermost line matches, the location is removed as a whole; where a stack keeps it all
    // the same, it keeps its lines.
    if (match >= first) pruned[l] = match === end - 1 ? WHOLE : BELOW
    for (let row = pruned[l] === BELOW ? match + 1 : first; row < end; row++) line.push(row)
    firstLine[l + 1] = line.length
  }
  return { firstLine, line: Int32Array.from(line), pruned }
}

/** The stack that each sample is left with: the same, or one nearer to the root. */
function pruneStacks({ stacks, samples }: Profile, pruned: Uint8Array): Uint32Array {
  const left = new Uint32Array(stacks.count)
  // A stack is cut once it has met a frame of interest and then one that is not.
  const interesting = new Uint8Array(stacks.count)
  const cut = new Uint8Array(stacks.count)
  for (let s = 1; s < stacks.count; s++) {
    const above = stacks.parent[s]!
    const kind = pruned[stacks.location[s]!]!
    left[s] = left[above]!
    if (cut[above] === 1) cut[s] = 1
    else if (kind === 0) {
      interesting[s] = 1
      left[s] = s
    } else if (interesting[above] === 0) left[s] = s
    else {
      cut[s] = 1
      if (kind === BELOW) left[s] = s
    }
  }
  return samples.stack.map((stack) => left[stack]!)
}

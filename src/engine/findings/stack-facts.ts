import { type FrameKind, frameKind } from '../goroutines/frame-kind.ts'
import { NONE } from '../profile/ids.ts'
import type { Profile } from '../profile/profile.ts'
import { Role, rolesOf } from './roles.ts'

/**
 * What the findings need to know of each stack, from one pass over functions, locations and the
 * stack tree: nothing of it grows with samples × depth.
 */
export interface StackFacts {
  /** Per stack, the roles of all its frames, as bits. */
  readonly roles: Uint8Array
  /**
   * Per stack, the line of the innermost frame of the program's own code; of a stack without any, of
   * another module that it uses; -1 for neither.
   */
  readonly own: Int32Array
  /** Per location, the line of its innermost frame; -1 where it has no name. */
  readonly leaf: Int32Array
  /** Per function, whose it is. */
  readonly kind: readonly FrameKind[]
  /** Whether it is of a Go program. */
  readonly isGo: boolean
  /** Share of the functions' locations that have a name: findings on names need most of them. */
  readonly named: number
}

/** Collects facts about the stacks of a profile that several findings need. */
export function stackFacts(profile: Profile): StackFacts {
  const { functions, lines, locations, stacks, strings } = profile
  const module = mainModule(profile)
  const kind: FrameKind[] = []
  const ofFunction = new Uint8Array(functions.count)
  for (let row = 0; row < functions.count; row++) {
    const name = strings.get(functions.name[row]!)
    const file = strings.get(functions.file[row]!)
    // What was installed by its version lies among the modules itself.
    const isMain = module !== '' && file.startsWith(module)
    kind.push(isMain ? 'own' : frameKind(name, file))
    ofFunction[row] = rolesOf(name)
  }
  const locationRoles = new Uint8Array(locations.count)
  const locationOwn = new Int32Array(locations.count).fill(NONE)
  const locationUsed = new Int32Array(locations.count).fill(NONE)
  const locationLeaf = new Int32Array(locations.count).fill(NONE)
  let [go, named] = [0, 0]
  for (let l = 0; l < locations.count; l++) {
    // Line 0 is the innermost of the calls inlined there.
    for (let row = locations.firstLine[l + 1]! - 1; row >= locations.firstLine[l]!; row--) {
      const func = lines.function[row]!
      if (func === NONE) continue
      locationRoles[l]! |= ofFunction[func]!
      locationLeaf[l] = row
      if (kind[func] === 'own') locationOwn[l] = row
      else if (kind[func] === 'dependency') locationUsed[l] = row
    }
    if (locationLeaf[l] !== NONE) named++
    go |= locationRoles[l]! & Role.go
  }
  const roles = new Uint8Array(stacks.count)
  // While the way from the root is walked, lines of other modules stand below -1.
  const own = new Int32Array(stacks.count).fill(NONE)
  for (let node = 1; node < stacks.count; node++) {
    const location = stacks.location[node]!
    const above = stacks.parent[node]!
    roles[node] = roles[above]! | locationRoles[location]!
    const line = locationOwn[location]!
    const before = own[above]!
    if (line !== NONE) own[node] = line
    else if (before >= 0 || locationUsed[location] === NONE) own[node] = before
    else own[node] = -2 - locationUsed[location]!
  }
  for (let node = 1; node < stacks.count; node++) if (own[node]! < NONE) own[node] = -2 - own[node]!
  const share = locations.count === 0 ? 0 : named / locations.count
  return { roles, own, leaf: locationLeaf, kind, isGo: go !== 0, named: share }
}

/** Where the sources of the main module lie, if that is among the modules: `…/gopls@v0.20.0/`. */
function mainModule({ functions, strings }: Profile): string {
  for (let row = 0; row < functions.count; row++) {
    if (strings.get(functions.name[row]!) !== 'main.main') continue
    return /^.*?@v[^/]*\//.exec(strings.get(functions.file[row]!))?.[0] ?? ''
  }
  return ''
}

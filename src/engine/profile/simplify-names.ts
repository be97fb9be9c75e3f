import { type Demangler, demangle, needsLibrary } from './demangle/demangle.ts'
import { type Cut, SHORT, simplifyDemangledName } from './names.ts'
import type { Functions, Profile } from './profile.ts'

/** How functions are named on loading. */
export interface Naming {
  /** null: as the linker has them. */
  readonly cut: Cut | null
  /** Names that the profiler chose are made again as well. */
  readonly force: boolean
}

export const DEFAULT_NAMING: Naming = { cut: SHORT, force: false }

/** Whether a demangler is of use: some function is to be named after what only it can read. */
export function needsDemangler({ functions, strings }: Profile, { cut, force }: Naming): boolean {
  if (!cut) return false
  for (let f = 0; f < functions.count; f++) {
    if (!takesSystemName(functions, f, force)) continue
    if (needsLibrary(strings.get(functions.systemName[f]!), cut)) return true
  }
  return false
}

/**
 * Gives every function the name that reports show: C++ and Rust names are demangled, and those that
 * look like demangled C++ lose parameters and template arguments. A name that differs from the
 * system name was chosen by the profiler and stays. (Rule: github.com/google/pprof,
 * internal/symbolizer.)
 * @param library without one, most mangled names of C++ are read, and others stay
 */
export function simplifyNames(
  profile: Profile,
  { cut, force }: Naming = DEFAULT_NAMING,
  library?: Demangler,
): Profile {
  const { functions, strings } = profile
  /** String index of the name that is shown, by that of the system name. */
  const shownFor = new Map<number, number>()
  let name: Uint32Array | undefined
  for (let f = 0; f < functions.count; f++) {
    if (!takesSystemName(functions, f, force)) continue
    const system = functions.systemName[f]!
    let shown = shownFor.get(system)
    if (shown === undefined) {
      const text = strings.get(system)
      const better = cut ? shownName(text, cut, library) : text
      shown = better === text ? system : strings.add(better)
      shownFor.set(system, shown)
    }
    if (shown === functions.name[f]) continue
    name ??= functions.name.slice()
    name[f] = shown
  }
  return name ? { ...profile, functions: { ...functions, name } } : profile
}

function takesSystemName({ name, systemName }: Functions, f: number, force: boolean): boolean {
  const shown = name[f]!
  const system = systemName[f]!
  return shown === system || shown === 0 || (force && system !== 0)
}

function shownName(system: string, cut: Cut, library: Demangler | undefined): string {
  return demangle(system, cut, library) ?? simplifyDemangledName(system, cut)
}

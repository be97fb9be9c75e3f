import { simplifyDemangledName } from './names.ts'
import type { Profile } from './profile.ts'

/**
 * Gives every function the name that reports show: names that look like demangled C++ lose
 * parameters and template arguments. A name that differs from the system name was chosen by the
 * profiler and stays. (Rule: github.com/google/pprof, internal/symbolizer.)
 */
export function simplifyNames(profile: Profile): Profile {
  const { functions, strings } = profile
  let name: Uint32Array | undefined
  // Texts of the names as they are, so that a shortened one that is already there is found.
  let known: Map<string, number> | undefined
  for (let f = 0; f < functions.count; f++) {
    const system = functions.systemName[f]!
    const shown = functions.name[f]!
    if (shown !== 0 && shown !== system) continue
    const text = strings.get(system)
    const simple = simplifyDemangledName(text)
    if (simple === text && shown === system) continue
    name ??= functions.name.slice()
    known ??= new Map(Array.from(functions.name, (index) => [strings.get(index), index]))
    name[f] = known.get(simple) ?? strings.add(simple)
  }
  return name ? { ...profile, functions: { ...functions, name } } : profile
}

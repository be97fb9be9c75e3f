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
  for (let f = 0; f < functions.count; f++) {
    const system = functions.systemName[f]!
    const shown = functions.name[f]!
    if (shown !== 0 && shown !== system) continue
    const text = strings.get(system)
    const simple = simplifyDemangledName(text)
    if (simple === text && shown === system) continue
    name ??= functions.name.slice()
    name[f] = strings.add(simple)
  }
  return name ? { ...profile, functions: { ...functions, name } } : profile
}

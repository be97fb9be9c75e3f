import type { Profile } from './profile.ts'

const known = new WeakMap<Float64Array, boolean>()

/**
 * Whether a profile's values of a sample type are changes: some are negative, as in a difference that was saved or
 * in a delta of what was allocated and freed. Whatever the filters, so that a picture keeps its
 * meaning while it is filtered.
 */
export function isSigned({ samples }: Pick<Profile, 'samples'>, column: number): boolean {
  const values = samples.values[column]!
  let signed = known.get(values)
  if (signed === undefined) {
    signed = values.some((value) => value < 0)
    known.set(values, signed)
  }
  return signed
}

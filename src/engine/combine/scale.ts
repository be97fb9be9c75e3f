import type { Profile } from '../profile/profile.ts'

/**
 * Multiplies each sample type by its ratio, rounded to whole numbers, and keeps the samples of
 * which something is left. A type whose ratio is 1 stays as it is and does not keep a sample.
 * (Rule: github.com/google/pprof, profile ScaleN.)
 */
export function scaleProfile(profile: Profile, ratios: readonly number[]): Profile {
  if (ratios.every((ratio) => ratio === 1)) return profile
  const { samples } = profile
  const kept: number[] = []
  for (let i = 0; i < samples.count; i++) {
    const left = ratios.some((r, type) => r !== 1 && round(samples.values[type]![i]! * r) !== 0)
    if (left) kept.push(i)
  }
  const values = samples.values.map((column, type) => {
    const ratio = ratios[type]!
    return Float64Array.from(kept, (i) => (ratio === 1 ? column[i]! : round(column[i]! * ratio)))
  })
  const { exactValues } = samples
  return {
    ...profile,
    samples: {
      count: kept.length,
      stack: Uint32Array.from(kept, (i) => samples.stack[i]!),
      labelSet: Uint32Array.from(kept, (i) => samples.labelSet[i]!),
      values,
      ...(exactValues && {
        exactValues: exactValues.map((column, type) =>
          BigInt64Array.from(kept, (i, k) =>
            scaleExactly(column[i]!, ratios[type]!, values[type]![k]!),
          ),
        ),
      }),
    },
  }
}

/** Only a change of sign is exact beyond 2^53. */
function scaleExactly(exact: bigint, ratio: number, rounded: number): bigint {
  if (ratio === 1) return exact
  return ratio === -1 ? -exact : BigInt(rounded)
}

/** Halves away from zero, as Go's math.Round. */
export function round(value: number): number {
  // `+ 0` makes no difference but to turn -0 into 0.
  return Math.sign(value) * Math.round(Math.abs(value)) + 0
}

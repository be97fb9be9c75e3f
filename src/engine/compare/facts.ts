import type { Profile } from '../profile/profile.ts'
import { sameFamily, scale, scaledLabel } from '../profile/units.ts'

export type SideName = 'old' | 'new'

/** What was done to make two profiles comparable, and what a reader should know of them. */
export interface CompareFacts {
  /** Sample types that only one side has: they are left out. */
  readonly leftOut: readonly { readonly side: SideName; readonly type: string }[]
  /** Sample types whose values were converted to the finer unit of the other side. */
  readonly converted: readonly {
    readonly side: SideName
    readonly type: string
    readonly from: string
    readonly to: string
  }[]
  /** 1.52s; "" where the profile does not say. */
  readonly duration: Sides<string>
  /** Sampling period with its unit; "" where the profile does not say. */
  readonly period: Sides<string>
  /** Nanoseconds from the old recording to the new one; null where one does not say when it was. */
  readonly elapsedNanos: number | null
  /** Why normalizing suggests itself; "" where it does not. */
  readonly normalize: string
}

export interface Sides<T> {
  readonly old: T
  readonly new: T
}

/** Durations that differ by less than this share are taken for equal. */
const SAME_DURATION = 0.1

/**
 * @param before the two as they came, each added up
 * @param after the same with common sample types and units
 */
export function compareFacts(before: Sides<Profile>, after: Sides<Profile>): CompareFacts {
  const sides = ['old', 'new'] as const
  const both = <T>(of: (profile: Profile) => T): Sides<T> => ({
    old: of(before.old),
    new: of(before.new),
  })
  const common = after.old.sampleTypes
  return {
    leftOut: sides.flatMap((side) =>
      before[side].sampleTypes
        .filter(({ type }) => !common.some((kept) => kept.type === type))
        .map(({ type }) => ({ side, type })),
    ),
    converted: sides.flatMap((side) =>
      common.flatMap(({ type, unit: to }) => {
        const from = before[side].sampleTypes.find((own) => own.type === type)!.unit
        return scale(1, from, to).value === 1 ? [] : [{ side, type, from, to }]
      }),
    ),
    duration: both(({ header }) => labelOf(header.durationNanos, 'nanoseconds')),
    period: both(({ header }) => labelOf(header.period, header.periodType.unit)),
    elapsedNanos: elapsed(both(({ header }) => header.timeNanos)),
    normalize: whyNormalize(after),
  }
}

function labelOf(value: bigint, unit: string): string {
  return value === 0n ? '' : scaledLabel(Number(value), unit, 'auto')
}

function elapsed({ old, new: now }: Sides<bigint>): number | null {
  return old === 0n || now === 0n ? null : Number(now - old)
}

/** Time spent grows with the time that is recorded; what a heap holds does not. */
function whyNormalize({ old, new: now }: Sides<Profile>): string {
  const counted = now.sampleTypes.some(({ type, unit }) => type === 'cpu' && sameFamily(unit, 'ns'))
  const before = Number(old.header.durationNanos)
  const after = Number(now.header.durationNanos)
  if (!counted || before === 0 || after === 0) return ''
  if (Math.abs(after - before) <= SAME_DURATION * before) return ''
  const text = (nanos: number): string => scaledLabel(nanos, 'nanoseconds', 'auto')
  return (
    `The old profile records ${text(before)}, the new one ${text(after)}: ` +
    'amounts of CPU time grow with the time that is recorded. Normalizing scales the new profile ' +
    'to the total of the old one and so compares their shares.'
  )
}

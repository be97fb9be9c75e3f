import type { Profile } from '../profile/profile.ts'
import { scale, scaledLabel } from '../profile/units.ts'
import { durationOf, type Rates, ratesOf } from './per-second.ts'
import type { SideName, Sides } from './sides.ts'

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
  /** Nanoseconds; 0 where the profile does not say. */
  readonly durationNanos: Sides<number>
  readonly rates: Rates
}

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
    durationNanos: both(durationOf),
    rates: ratesOf(after),
  }
}

function labelOf(value: bigint, unit: string): string {
  return value === 0n ? '' : scaledLabel(Number(value), unit, 'auto')
}

function elapsed({ old, new: now }: Sides<bigint>): number | null {
  return old === 0n || now === 0n ? null : Number(now - old)
}

/** A profile as plain objects, as profile.proto has it, with texts in place of string indices. */
export interface MadeProfile {
  readonly sampleTypes: readonly ValueType[]
  readonly defaultSampleType?: string
  readonly samples: readonly MadeSample[]
  readonly mappings: readonly MadeMapping[]
  readonly locations: readonly MadeLocation[]
  readonly functions: readonly MadeFunction[]
  readonly dropFrames?: string
  readonly keepFrames?: string
  readonly timeNanos?: bigint
  readonly durationNanos?: bigint
  readonly periodType?: ValueType
  readonly period?: bigint
  readonly comments?: readonly string[]
}

export type ValueType = readonly [type: string, unit: string]

export interface MadeSample {
  /** Rows of `locations`, innermost call first. */
  readonly stack: readonly number[]
  readonly values: readonly bigint[]
  readonly labels: readonly MadeLabel[]
}

export type MadeLabel =
  | { readonly key: string; readonly text: string }
  | { readonly key: string; readonly number: bigint; readonly unit: string }

export interface MadeMapping {
  readonly start: bigint
  readonly limit: bigint
  readonly offset: bigint
  readonly file: string
  readonly buildId: string
  /** Has functions, file names, line numbers, inlined calls. */
  readonly has: readonly [boolean, boolean, boolean, boolean]
}

export interface MadeLocation {
  /** Row of `mappings`; undefined for none. */
  readonly mapping: number | undefined
  readonly address: bigint
  /** Innermost first. */
  readonly lines: readonly { readonly function: number; readonly line: number }[]
  readonly folded: boolean
}

export interface MadeFunction {
  readonly name: string
  readonly systemName: string
  readonly file: string
  readonly startLine: number
}

/**
 * OpenTelemetry profiles (opentelemetry.proto.profiles.v1development), as its protobuf and JSON
 * forms both give them. Rows of the dictionary are read when they are requested; row 0 of each
 * table stands for nothing.
 */
export interface Message {
  readonly dictionary: Dictionary
  /** The profiles of all resources and scopes, in their order. */
  profiles(): Iterable<OtlpProfile>
}

export interface Dictionary {
  /** Indices of locations, innermost call first. */
  stack(index: number): readonly number[]
  location(index: number): OtlpLocation
  /** null: none. */
  mapping(index: number): OtlpMapping | null
  /** null: none. */
  attribute(index: number): OtlpAttribute | null
  /** null: none. */
  link(index: number): Link | null
}

export interface OtlpLocation {
  /** Index of the mapping; 0: none. */
  readonly mapping: number
  readonly address: bigint
  /** Innermost first. */
  readonly lines: readonly OtlpLine[]
  readonly attributes: readonly number[]
}

export interface OtlpLine {
  readonly function: OtlpFunction
  readonly line: number
  readonly column: number
}

export interface OtlpFunction {
  readonly name: string
  readonly systemName: string
  readonly file: string
  readonly startLine: number
}

export interface OtlpMapping {
  readonly start: bigint
  readonly limit: bigint
  readonly offset: bigint
  readonly file: string
  readonly attributes: readonly number[]
}

export interface Link {
  /** Hex digits. */
  readonly trace: string
  /** Hex digits. */
  readonly span: string
}

export interface OtlpAttribute {
  readonly key: string
  readonly value: AttributeValue
  readonly unit: string
}

/** `json` holds what has a structure of its own. */
export type AttributeValue =
  | string
  | number
  | bigint
  | boolean
  | readonly AttributeValue[]
  | { readonly json: string }

export interface Resource {
  readonly attributes: readonly OtlpAttribute[]
}

export interface OtlpProfile {
  /** One object for all profiles of a resource. */
  readonly resource: Resource
  /** Name of the instrumentation scope. */
  readonly scope: string
  readonly sampleType: { readonly type: string; readonly unit: string }
  readonly periodType: { readonly type: string; readonly unit: string }
  readonly period: bigint
  /** Nanoseconds since 1970; 0: not known. */
  readonly time: bigint
  /** Nanoseconds. */
  readonly duration: bigint
  readonly comments: readonly string[]
  readonly attributes: readonly number[]
  /** What it was converted from, where that was kept. */
  readonly payload: Uint8Array | null
  readonly payloadFormat: string
  /** @param visit is given one object again and again */
  eachSample(visit: (sample: OtlpSample) => void): void
}

export interface OtlpSample {
  stack: number
  attributes: readonly number[]
  /** 0: none. */
  link: number
  /** Sum of the values; where there are none, each timestamp counts 1. */
  value: number
}

import type { LabelSets } from './labels.ts'
import type { StackTree } from './stacks.ts'
import type { StringTable } from './strings.ts'

/**
 * A profile as tables: columns of equal length, rows named by index (ids.ts). The file's 64-bit
 * ids are kept for the outputs that print them and are used for nothing else.
 */
export interface Profile {
  readonly strings: StringTable
  /** What each column of `samples.values` counts. */
  readonly sampleTypes: readonly ValueType[]
  /** The `type` of the sample type to show first; "" where the file does not say. */
  readonly defaultSampleType: string
  readonly functions: Functions
  readonly mappings: Mappings
  readonly locations: Locations
  readonly lines: Lines
  readonly stacks: StackTree
  readonly labels: LabelSets
  readonly samples: Samples
  readonly header: Header
  /** What the file says of the process's memory besides. */
  readonly memory?: MemoryStats
  /** What the decoder had to repair or leave out, in words for the user. */
  readonly warnings: readonly string[]
}

/** The tables that samples refer to; several profiles may have the same ones. */
export type Tables = Pick<
  Profile,
  'strings' | 'functions' | 'mappings' | 'locations' | 'lines' | 'stacks'
>

export interface ValueType {
  readonly type: string
  readonly unit: string
}

export interface Functions {
  readonly count: number
  readonly id: BigUint64Array
  /** String index. */
  readonly name: Uint32Array
  /** String index: the name as the linker knows it. */
  readonly systemName: Uint32Array
  /** String index. */
  readonly file: Uint32Array
  /** Line of the file; 0: not known. */
  readonly startLine: Float64Array
}

export interface Mappings {
  readonly count: number
  readonly id: BigUint64Array
  /** First address. */
  readonly start: BigUint64Array
  /** One past the last address. */
  readonly limit: BigUint64Array
  /** Offset in the mapped file, in bytes. */
  readonly offset: BigUint64Array
  /** String index. */
  readonly file: Uint32Array
  /** String index. */
  readonly buildId: Uint32Array
  /** Union of MappingFlag. */
  readonly flags: Uint8Array
}

export const MappingFlag = { functions: 1, filenames: 2, lineNumbers: 4, inlineFrames: 8 } as const

export interface Locations {
  readonly count: number
  readonly id: BigUint64Array
  /** Mapping index, or -1. */
  readonly mapping: Int32Array
  readonly address: BigUint64Array
  /** Location `l` has the lines `firstLine[l]` up to `firstLine[l + 1]`; line 0 is innermost. */
  readonly firstLine: Uint32Array
  /** 1 where the linker folded several functions into one address. */
  readonly folded: Uint8Array
}

export interface Lines {
  readonly count: number
  /** Function index, or -1. */
  readonly function: Int32Array
  readonly line: Float64Array
  readonly column: Float64Array
}

/** Samples in the order of the file. */
export interface Samples {
  readonly count: number
  /** Stack index. */
  readonly stack: Uint32Array
  /** Label-set index. */
  readonly labelSet: Uint32Array
  /** A column per sample type, in that type's unit. Exact up to 2^53. */
  readonly values: readonly Float64Array[]
  /** The same, exact, only where some value is beyond 2^53. */
  readonly exactValues?: readonly BigInt64Array[]
  /** The goroutines behind the counts, where the file lists them one by one. */
  readonly goroutines?: GoroutineTable
}

/** Goroutines by sample: those of sample `s` are the rows `first[s]` up to `first[s + 1]`. */
export interface GoroutineTable {
  readonly first: Uint32Array
  readonly id: Float64Array
  /** Byte of the text where the goroutine's header begins. */
  readonly offset: Uint32Array
  /** The text itself, for the arguments of calls; null if it is too large to be kept. */
  readonly text: Uint8Array | null
}

export interface Header {
  /** Nanoseconds since 1970 UTC; 0: not known. */
  readonly timeNanos: bigint
  /** 0: not known. */
  readonly durationNanos: bigint
  readonly periodType: ValueType
  readonly period: bigint
  readonly comments: readonly string[]
  readonly docUrl: string
  /** Regular expressions that pprof applies when it loads the profile; "" for none. */
  readonly dropFrames: string
  readonly keepFrames: string
}

/**
 * What the runtime says of the process's memory beside a heap profile (Go's `runtime.MemStats`, at
 * the end of `heap?debug=1`). Bytes where nothing else is said; what the text lacks is undefined.
 */
export interface MemoryStats {
  /** All that was taken from the operating system. */
  readonly sys?: number
  /** Of the heap: taken from the system, in use, given back to it. */
  readonly heapSys?: number
  readonly heapInUse?: number
  readonly heapReleased?: number
  /** Objects that are reachable or not collected yet. */
  readonly heapAlloc?: number
  /** All ever allocated. */
  readonly totalAlloc?: number
  /** Stacks in use. */
  readonly stack?: number
  /** Heap size at which the next collection begins. */
  readonly nextCollection?: number
  /** Collections that have ended. */
  readonly collections?: number
  /** When the last one ended: nanoseconds since 1970. */
  readonly lastCollection?: number
  /** The most memory that the process ever had in RAM. */
  readonly maxResident?: number
}

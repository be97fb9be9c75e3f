import { numbered, starts, trimmed, withRoom } from './columns.ts'
import type {
  FunctionIndex,
  LabelSetIndex,
  LocationIndex,
  MappingIndex,
  StackIndex,
  StringIndex,
} from './ids.ts'
import { NONE } from './ids.ts'
import { type LabelEntry, LabelInterner } from './labels.ts'
import { type Header, MappingFlag, type Profile, type ValueType } from './profile.ts'
import { StackInterner } from './stacks.ts'
import { StringTable } from './strings.ts'

export interface NewMapping {
  start?: bigint
  limit?: bigint
  offset?: bigint
  file?: string
  buildId?: string
  hasFunctions?: boolean
  hasFilenames?: boolean
  hasLineNumbers?: boolean
  hasInlineFrames?: boolean
}

export interface NewFunction {
  name: string
  /** Defaults to `name`. */
  systemName?: string
  file?: string
  startLine?: number
}

export interface NewLine {
  function: FunctionIndex
  line?: number
  column?: number
}

export interface NewLocation {
  address?: bigint
  mapping?: MappingIndex
  /** Innermost first. */
  lines?: readonly NewLine[]
  folded?: boolean
}

export type NewLabel =
  | { key: string; text: string }
  | { key: string; number: number | bigint; unit?: string }

/**
 * Builds a profile row by row: for the text formats, for merging and for tests. (profile.proto is
 * decoded straight into columns, without this class.) Functions and locations that are equal in
 * everything are one row. Ids are numbered from 1 in the order of arrival.
 */
export class ProfileBuilder {
  private readonly texts: string[] = ['']
  private readonly textIndex = new Map<string, StringIndex>([['', 0]])
  private readonly functions: Required<NewFunction>[] = []
  private readonly functionIndex = new Map<string, FunctionIndex>()
  private readonly mappings: Required<NewMapping>[] = []
  private readonly locations: Required<NewLocation>[] = []
  private readonly locationIndex = new Map<string, LocationIndex>()
  private readonly labels = new LabelInterner()
  private readonly stacks = new StackInterner()
  private stack = new Uint32Array(256)
  private labelSet = new Uint32Array(256)
  private values: Float64Array[]
  private sampleCount = 0
  private readonly warnings: string[] = []

  constructor(
    private sampleTypes: readonly ValueType[],
    private header: Partial<Header> & { defaultSampleType?: string } = {},
  ) {
    this.values = sampleTypes.map(() => new Float64Array(256))
  }

  /** Sample types that are known only later, but before the first sample. */
  setSampleTypes(sampleTypes: readonly ValueType[]): void {
    this.sampleTypes = sampleTypes
    this.values = sampleTypes.map(() => new Float64Array(256))
  }

  /** Fields of the header that are known only later. */
  setHeader(header: Partial<Header> & { defaultSampleType?: string }): void {
    this.header = { ...this.header, ...header }
  }

  warn(message: string): void {
    this.warnings.push(message)
  }

  string(text: string): StringIndex {
    let index = this.textIndex.get(text)
    if (index === undefined) {
      index = this.texts.length
      this.texts.push(text)
      this.textIndex.set(text, index)
    }
    return index
  }

  addMapping(mapping: NewMapping): MappingIndex {
    this.mappings.push({
      start: 0n,
      limit: 0n,
      offset: 0n,
      file: '',
      buildId: '',
      hasFunctions: false,
      hasFilenames: false,
      hasLineNumbers: false,
      hasInlineFrames: false,
      ...mapping,
    })
    return this.mappings.length - 1
  }

  addFunction({ name, systemName = name, file = '', startLine = 0 }: NewFunction): FunctionIndex {
    const key = `${name}\0${systemName}\0${file}\0${startLine}`
    let index = this.functionIndex.get(key)
    if (index === undefined) {
      index = this.functions.length
      this.functions.push({ name, systemName, file, startLine })
      this.functionIndex.set(key, index)
    }
    return index
  }

  addLocation(location: NewLocation): LocationIndex {
    const { address = 0n, mapping = NONE, lines = [], folded = false } = location
    const calls = lines.map((l) => `${l.function}:${l.line ?? 0}:${l.column ?? 0}`).join()
    const key = `${address}@${mapping}@${calls}@${folded}`
    let index = this.locationIndex.get(key)
    if (index === undefined) {
      index = this.locations.length
      this.locations.push({ address, mapping, lines, folded })
      this.locationIndex.set(key, index)
    }
    return index
  }

  /**
   * @param locations the call stack, innermost call first
   * @param values one per sample type
   */
  addSample(
    locations: readonly LocationIndex[],
    values: readonly number[],
    labels: readonly NewLabel[] = [],
  ): void {
    this.addRow(this.stackOf(locations), values, this.labelSetOf(labels))
  }

  /** The stack that is a call at `location` under `parent` (0: none), for `addRow`. */
  call(parent: StackIndex, location: LocationIndex): StackIndex {
    return this.stacks.intern(parent, location)
  }

  /** @param locations innermost call first */
  stackOf(locations: readonly LocationIndex[]): StackIndex {
    return this.stacks.internPath(locations, 0, locations.length)
  }

  labelSetOf(labels: readonly NewLabel[]): LabelSetIndex {
    return this.labels.intern(labels.map((label) => this.labelEntry(label)))
  }

  /**
   * `addSample` for callers that have the indices of stack and label set: constant time, whatever
   * the depth.
   */
  addRow(stack: StackIndex, values: readonly number[], labelSet: LabelSetIndex = 0): void {
    const row = this.sampleCount++
    this.stack = withRoom(this.stack, row + 1)
    this.labelSet = withRoom(this.labelSet, row + 1)
    this.stack[row] = stack
    this.labelSet[row] = labelSet
    for (let type = 0; type < this.values.length; type++) {
      const column = withRoom(this.values[type]!, row + 1)
      column[row] = values[type] ?? 0
      this.values[type] = column
    }
  }

  build(): Profile {
    const functions = this.functions
    const mappings = this.mappings
    const locations = this.locations
    const lines = locations.flatMap((location) => location.lines)
    const { defaultSampleType = '', ...header } = this.header
    const tables = {
      functions: {
        count: functions.length,
        id: numbered(functions.length),
        name: Uint32Array.from(functions, (f) => this.string(f.name)),
        systemName: Uint32Array.from(functions, (f) => this.string(f.systemName)),
        file: Uint32Array.from(functions, (f) => this.string(f.file)),
        startLine: Float64Array.from(functions, (f) => f.startLine),
      },
      mappings: {
        count: mappings.length,
        id: numbered(mappings.length),
        start: BigUint64Array.from(mappings, (m) => m.start),
        limit: BigUint64Array.from(mappings, (m) => m.limit),
        offset: BigUint64Array.from(mappings, (m) => m.offset),
        file: Uint32Array.from(mappings, (m) => this.string(m.file)),
        buildId: Uint32Array.from(mappings, (m) => this.string(m.buildId)),
        flags: Uint8Array.from(mappings, mappingFlags),
      },
      locations: {
        count: locations.length,
        id: numbered(locations.length),
        mapping: Int32Array.from(locations, (l) => l.mapping),
        address: BigUint64Array.from(locations, (l) => l.address),
        firstLine: starts(locations.map((location) => location.lines)),
        folded: Uint8Array.from(locations, (l) => (l.folded ? 1 : 0)),
      },
      lines: {
        count: lines.length,
        function: Int32Array.from(lines, (l) => l.function),
        line: Float64Array.from(lines, (l) => l.line ?? 0),
        column: Float64Array.from(lines, (l) => l.column ?? 0),
      },
    }
    return {
      ...tables,
      strings: StringTable.of(this.texts),
      sampleTypes: this.sampleTypes,
      defaultSampleType,
      stacks: this.stacks.finish(),
      labels: this.labels.finish(),
      samples: {
        count: this.sampleCount,
        stack: trimmed(this.stack, this.sampleCount),
        labelSet: trimmed(this.labelSet, this.sampleCount),
        values: this.values.map((column) => trimmed(column, this.sampleCount)),
      },
      header: { ...emptyHeader, ...header },
      warnings: this.warnings,
    }
  }

  private labelEntry(label: NewLabel): LabelEntry {
    const key = this.string(label.key)
    if ('text' in label) return { key, str: this.string(label.text), num: 0, unit: 0 }
    const { number } = label
    const exact = typeof number === 'bigint' ? number : undefined
    return { key, str: 0, num: Number(number), unit: this.string(label.unit ?? ''), exact }
  }
}

export const emptyHeader: Header = {
  timeNanos: 0n,
  durationNanos: 0n,
  periodType: { type: '', unit: '' },
  period: 0n,
  comments: [],
  docUrl: '',
  dropFrames: '',
  keepFrames: '',
}

function mappingFlags(mapping: Required<NewMapping>): number {
  return (
    (mapping.hasFunctions ? MappingFlag.functions : 0) |
    (mapping.hasFilenames ? MappingFlag.filenames : 0) |
    (mapping.hasLineNumbers ? MappingFlag.lineNumbers : 0) |
    (mapping.hasInlineFrames ? MappingFlag.inlineFrames : 0)
  )
}

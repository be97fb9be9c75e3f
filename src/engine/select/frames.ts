import type { FrameKey } from '../profile/ids.ts'
import { NONE } from '../profile/ids.ts'
import { cleanPath, trimPath } from '../profile/paths.ts'
import type { Tables } from '../profile/profile.ts'
import type { Granularity, Options } from './options.ts'
import type { ShownLines } from './shown-lines.ts'

/** The options that decide what counts as one frame. */
export type FrameOptions = Pick<
  Options,
  'granularity' | 'showcolumns' | 'noinlines' | 'source_path' | 'trim_path'
>

/**
 * The distinct frames at a granularity. A row has those of a call's attributes that the
 * granularity keeps; the others are 0 or -1 for all rows.
 */
export interface Frames {
  readonly count: number
  /** Frame key of each entry of ShownLines.line. */
  readonly ofLine: Int32Array
  /** String index of the function's name. */
  readonly name: Uint32Array
  /** String index of the file's path, cleaned and trimmed. */
  readonly file: Uint32Array
  readonly startLine: Float64Array
  readonly line: Float64Array
  readonly column: Float64Array
  readonly address: BigUint64Array
  /** String index of the binary's path. */
  readonly binary: Uint32Array
  /** For each frame a line and a location that it comes from, for what a card says of it. */
  readonly sampleLine: Int32Array
  readonly sampleLocation: Int32Array
}

/**
 * Finds the distinct frames among the shown lines.
 * @param keepBinary tell functions of different binaries apart (reports on source and callgrind)
 */
export function distinctFrames(
  profile: Tables,
  shown: ShownLines,
  options: FrameOptions,
  keepBinary = false,
): Frames {
  const keep = KEPT[options.granularity]
  const address = options.granularity === 'addresses'
  // Without aggregation pprof leaves columns in place.
  const columns = options.showcolumns || (address && !options.noinlines)
  const files = new CleanFiles(profile, options)
  const { functions, mappings, locations, lines } = profile
  const ofLine = new Int32Array(shown.line.length)
  const rows: Row[] = []
  const keys = new Map<string, FrameKey>()
  // Of functions alone, the name is the key: no need to build a text for it.
  const byName =
    keep.name && !keep.file && !address && !keepBinary
      ? new Int32Array(profile.strings.count).fill(NONE)
      : null

  for (let l = 0; l < locations.count; l++) {
    const mapping = locations.mapping[l]!
    const mappingFile = mapping === NONE ? 0 : mappings.file[mapping]!
    for (let i = shown.first[l]!; i < shown.first[l + 1]!; i++) {
      const line = shown.line[i]!
      const func = line === NONE ? NONE : lines.function[line]!
      const name = func !== NONE && keep.name ? functions.name[func]! : 0
      if (byName && name !== 0 && byName[name] !== NONE) {
        ofLine[i] = byName[name]!
        continue
      }
      const anonymous = name === 0
      const row: Row = {
        name,
        file: func !== NONE && keep.file ? files.of(functions.file[func]!) : 0,
        startLine: func !== NONE && (anonymous || keepBinary) ? functions.startLine[func]! : 0,
        line: line !== NONE && keep.line ? lines.line[line]! : 0,
        column: line !== NONE && keep.line && columns ? lines.column[line]! : 0,
        address: address ? locations.address[l]! : 0n,
        binary: anonymous || keepBinary ? mappingFile : 0,
        sampleLine: line,
        sampleLocation: l,
      }
      const key = byName && name !== 0 ? undefined : rowKey(row)
      let frame = key === undefined ? undefined : keys.get(key)
      if (frame === undefined) {
        frame = rows.length
        rows.push(row)
        if (key !== undefined) keys.set(key, frame)
        else byName![name] = frame
      }
      ofLine[i] = frame
    }
  }
  return {
    count: rows.length,
    ofLine,
    name: Uint32Array.from(rows, (row) => row.name),
    file: Uint32Array.from(rows, (row) => row.file),
    startLine: Float64Array.from(rows, (row) => row.startLine),
    line: Float64Array.from(rows, (row) => row.line),
    column: Float64Array.from(rows, (row) => row.column),
    address: BigUint64Array.from(rows, (row) => row.address),
    binary: Uint32Array.from(rows, (row) => row.binary),
    sampleLine: Int32Array.from(rows, (row) => row.sampleLine),
    sampleLocation: Int32Array.from(rows, (row) => row.sampleLocation),
  }
}

/** Which attributes of a call each granularity keeps, beside the address. */
const KEPT: Record<Granularity, { name: boolean; file: boolean; line: boolean }> = {
  functions: { name: true, file: false, line: false },
  filefunctions: { name: true, file: true, line: false },
  files: { name: false, file: true, line: false },
  lines: { name: true, file: true, line: true },
  addresses: { name: true, file: true, line: true },
}

interface Row {
  name: number
  file: number
  startLine: number
  line: number
  column: number
  address: bigint
  binary: number
  sampleLine: number
  sampleLocation: number
}

function rowKey(row: Row): string {
  const { name, file, startLine, line, column, address, binary } = row
  return `${name} ${file} ${startLine} ${line} ${column} ${address} ${binary}`
}

/** File names as reports print them. */
class CleanFiles {
  private readonly known = new Map<number, number>()

  constructor(
    private readonly profile: Tables,
    private readonly options: FrameOptions,
  ) {}

  of(file: number): number {
    if (file === 0) return 0
    let clean = this.known.get(file)
    if (clean === undefined) {
      const { strings } = this.profile
      const path = strings.get(file)
      const trimmed = trimPath(path, this.options.trim_path, this.options.source_path)
      const text = trimmed === '' ? '' : cleanPath(trimmed)
      clean = text === path ? file : strings.add(text)
      this.known.set(file, clean)
    }
    return clean
  }
}

import { numbered, starts } from '../profile/columns.ts'
import { NONE } from '../profile/ids.ts'
import type { Functions, Lines, Locations, Mappings, Profile } from '../profile/profile.ts'
import type { StringTable } from '../profile/strings.ts'

/** Sizes of mappings are compared in pages of this many bytes. */
const PAGE = 0x1000n

interface MergedLocation {
  readonly mapping: number
  readonly address: bigint
  readonly lines: readonly { function: number; line: number; column: number }[]
  readonly folded: number
}

/**
 * Mappings, functions and locations of several profiles as one set of tables. Programs are loaded
 * at other addresses each time: mappings are the same if build id (or file), offset and size are,
 * and the addresses of their locations are moved accordingly.
 */
export class MergedTables {
  private readonly mappings: { from: Profile; row: number }[] = []
  private readonly mappingKeys = new Map<string, number>()
  private readonly functions: { name: number; system: number; file: number; start: number }[] = []
  private readonly functionKeys = new Map<string, number>()
  private readonly locations: MergedLocation[] = []
  private readonly locationKeys = new Map<string, number>()

  /** @param strings the table that all texts go into */
  constructor(private readonly strings: StringTable) {}

  /** The way from a profile's rows to the merged ones; rows are added as they are asked for. */
  of(profile: Profile): SourceTables {
    const source = new SourceTables(profile, this, this.strings)
    // The first mapping is the main binary, whatever the samples meet first.
    if (this.mappings.length === 0 && profile.mappings.count > 0) source.mapping(0)
    return source
  }

  mapping(from: Profile, row: number): number {
    const { mappings, strings } = from
    const size = (mappings.limit[row]! - mappings.start[row]! + PAGE - 1n) / PAGE
    const name = strings.get(mappings.buildId[row]!) || strings.get(mappings.file[row]!)
    return intern(
      this.mappingKeys,
      `${size} ${mappings.offset[row]} ${name}`,
      this.mappings,
      () => ({
        from,
        row,
      }),
    )
  }

  mappingStart(mapping: number): bigint {
    const { from, row } = this.mappings[mapping]!
    return from.mappings.start[row]!
  }

  function(name: number, system: number, file: number, start: number): number {
    const key = `${name} ${system} ${file} ${start}`
    return intern(this.functionKeys, key, this.functions, () => ({ name, system, file, start }))
  }

  location(location: MergedLocation): number {
    const { mapping, address, lines, folded } = location
    const offset = mapping === NONE ? address : address - this.mappingStart(mapping)
    const calls = lines.map((call) => `${call.function}:${call.line}:${call.column}`).join()
    return intern(
      this.locationKeys,
      `${offset} ${mapping} ${folded} ${calls}`,
      this.locations,
      () => location,
    )
  }

  finish(): { functions: Functions; mappings: Mappings; locations: Locations; lines: Lines } {
    const { functions, mappings, locations } = this
    const lines = locations.flatMap((location) => location.lines)
    const text = (from: Profile, index: number): number => this.strings.add(from.strings.get(index))
    return {
      functions: {
        count: functions.length,
        id: numbered(functions.length),
        name: Uint32Array.from(functions, (f) => f.name),
        systemName: Uint32Array.from(functions, (f) => f.system),
        file: Uint32Array.from(functions, (f) => f.file),
        startLine: Float64Array.from(functions, (f) => f.start),
      },
      mappings: {
        count: mappings.length,
        id: numbered(mappings.length),
        start: BigUint64Array.from(mappings, (m) => m.from.mappings.start[m.row]!),
        limit: BigUint64Array.from(mappings, (m) => m.from.mappings.limit[m.row]!),
        offset: BigUint64Array.from(mappings, (m) => m.from.mappings.offset[m.row]!),
        file: Uint32Array.from(mappings, (m) => text(m.from, m.from.mappings.file[m.row]!)),
        buildId: Uint32Array.from(mappings, (m) => text(m.from, m.from.mappings.buildId[m.row]!)),
        flags: Uint8Array.from(mappings, (m) => m.from.mappings.flags[m.row]!),
      },
      locations: {
        count: locations.length,
        id: numbered(locations.length),
        mapping: Int32Array.from(locations, (l) => l.mapping),
        address: BigUint64Array.from(locations, (l) => l.address),
        firstLine: starts(locations.map((location) => location.lines)),
        folded: Uint8Array.from(locations, (l) => l.folded),
      },
      lines: {
        count: lines.length,
        function: Int32Array.from(lines, (l) => l.function),
        line: Float64Array.from(lines, (l) => l.line),
        column: Float64Array.from(lines, (l) => l.column),
      },
    }
  }
}

/** From the rows of one profile to the merged ones. */
class SourceTables {
  private readonly strings: Int32Array
  private readonly mappings: Int32Array
  private readonly functions: Int32Array
  private readonly locations: Int32Array

  constructor(
    private readonly profile: Profile,
    private readonly merged: MergedTables,
    private readonly target: StringTable,
  ) {
    this.strings = new Int32Array(profile.strings.count).fill(NONE)
    this.mappings = new Int32Array(profile.mappings.count).fill(NONE)
    this.functions = new Int32Array(profile.functions.count).fill(NONE)
    this.locations = new Int32Array(profile.locations.count).fill(NONE)
  }

  readonly string = (index: number): number => {
    if (this.profile.strings === this.target) return index
    if (this.strings[index] === NONE) {
      this.strings[index] = this.target.add(this.profile.strings.get(index))
    }
    return this.strings[index]!
  }

  mapping(row: number): number {
    if (row === NONE) return NONE
    if (this.mappings[row] === NONE) this.mappings[row] = this.merged.mapping(this.profile, row)
    return this.mappings[row]!
  }

  location(row: number): number {
    if (this.locations[row] === NONE) this.locations[row] = this.addLocation(row)
    return this.locations[row]!
  }

  private addLocation(row: number): number {
    const { locations, lines, mappings } = this.profile
    const own = locations.mapping[row]!
    const mapping = this.mapping(own)
    const moved = mapping === NONE ? 0n : this.merged.mappingStart(mapping) - mappings.start[own]!
    const calls: { function: number; line: number; column: number }[] = []
    for (let line = locations.firstLine[row]!; line < locations.firstLine[row + 1]!; line++) {
      calls.push({
        function: this.function(lines.function[line]!),
        line: lines.line[line]!,
        column: lines.column[line]!,
      })
    }
    return this.merged.location({
      mapping,
      address: BigInt.asUintN(64, locations.address[row]! + moved),
      lines: calls,
      folded: locations.folded[row]!,
    })
  }

  private function(row: number): number {
    if (this.functions[row] === NONE) {
      const { name, systemName, file, startLine } = this.profile.functions
      this.functions[row] = this.merged.function(
        this.string(name[row]!),
        this.string(systemName[row]!),
        this.string(file[row]!),
        startLine[row]!,
      )
    }
    return this.functions[row]!
  }
}

function intern<T>(keys: Map<string, number>, key: string, rows: T[], row: () => T): number {
  let index = keys.get(key)
  if (index === undefined) {
    index = rows.length
    rows.push(row())
    keys.set(key, index)
  }
  return index
}

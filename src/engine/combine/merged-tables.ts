import { numbered } from '../profile/columns.ts'
import { NONE } from '../profile/ids.ts'
import type { Functions, Lines, Locations, Mappings, Profile } from '../profile/profile.ts'
import type { StringTable } from '../profile/strings.ts'
import { MergedFunctions, MergedLocations } from './merged-rows.ts'

/** Sizes of mappings are compared in pages of this many bytes. */
const PAGE = 0x1000n

/**
 * Mappings, functions and locations of several profiles as one set of tables. Programs are loaded
 * at other addresses each time: mappings are the same if build id (or file), offset and size are,
 * and the addresses of their locations are moved accordingly.
 */
export class MergedTables {
  readonly functions = new MergedFunctions()
  readonly locations = new MergedLocations()
  private readonly mappings: { from: Profile; row: number }[] = []
  private readonly mappingKeys = new Map<string, number>()

  /** @param strings the table that all texts go into */
  constructor(private readonly strings: StringTable) {}

  /** Maps a profile's rows to the merged ones; rows are added when first needed. */
  of(profile: Profile): SourceTables {
    const source = new SourceTables(profile, this, this.strings)
    // The first mapping is the main binary, whichever the samples refer to first.
    if (this.mappings.length === 0 && profile.mappings.count > 0) source.mapping(0)
    return source
  }

  mapping(from: Profile, row: number): number {
    const { mappings, strings } = from
    // As a 64-bit number: a mapping of all addresses is to pprof as one of none.
    const size = BigInt.asUintN(64, mappings.limit[row]! - mappings.start[row]! + PAGE - 1n) / PAGE
    const name = strings.get(mappings.buildId[row]!) || strings.get(mappings.file[row]!)
    const key = `${size} ${mappings.offset[row]} ${name}`
    const known = this.mappingKeys.get(key)
    if (known !== undefined) return known
    this.mappingKeys.set(key, this.mappings.length)
    return this.mappings.push({ from, row }) - 1
  }

  mappingStart(mapping: number): bigint {
    const { from, row } = this.mappings[mapping]!
    return from.mappings.start[row]!
  }

  finish(): { functions: Functions; mappings: Mappings; locations: Locations; lines: Lines } {
    const { mappings } = this
    const text = (from: Profile, index: number): number => this.strings.addFrom(from.strings, index)
    return {
      functions: this.functions.finish(),
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
      ...this.locations.finish(),
    }
  }
}

/** From the rows of one profile to the merged ones. */
class SourceTables {
  private readonly strings: Int32Array
  private readonly mappings: Int32Array
  /** By mapping: what is added to its addresses. */
  private readonly moved: BigInt64Array
  private readonly functions: Int32Array
  private readonly locations: Int32Array

  constructor(
    private readonly profile: Profile,
    private readonly merged: MergedTables,
    private readonly target: StringTable,
  ) {
    this.strings = new Int32Array(profile.strings.count).fill(NONE)
    this.mappings = new Int32Array(profile.mappings.count).fill(NONE)
    this.moved = new BigInt64Array(profile.mappings.count)
    this.functions = new Int32Array(profile.functions.count).fill(NONE)
    this.locations = new Int32Array(profile.locations.count).fill(NONE)
  }

  readonly string = (index: number): number => {
    if (this.profile.strings === this.target) return index
    if (this.strings[index] === NONE) {
      this.strings[index] = this.target.addFrom(this.profile.strings, index)
    }
    return this.strings[index]!
  }

  mapping(row: number): number {
    if (row === NONE) return NONE
    if (this.mappings[row] === NONE) {
      const mapping = this.merged.mapping(this.profile, row)
      this.mappings[row] = mapping
      this.moved[row] = this.merged.mappingStart(mapping) - this.profile.mappings.start[row]!
    }
    return this.mappings[row]!
  }

  location(row: number): number {
    if (this.locations[row] === NONE) this.locations[row] = this.addLocation(row)
    return this.locations[row]!
  }

  private addLocation(row: number): number {
    const { locations, lines } = this.profile
    const own = locations.mapping[row]!
    const mapping = this.mapping(own)
    const moved = mapping === NONE ? 0n : this.moved[own]!
    for (let line = locations.firstLine[row]!; line < locations.firstLine[row + 1]!; line++) {
      const fn = this.function(lines.function[line]!)
      this.merged.locations.push(fn, lines.line[line]!, lines.column[line]!)
    }
    const address = BigInt.asUintN(64, locations.address[row]! + moved)
    return this.merged.locations.close(mapping, address, locations.folded[row]!)
  }

  private function(row: number): number {
    if (row === NONE) return NONE
    if (this.functions[row] === NONE) {
      const { name, systemName, file, startLine } = this.profile.functions
      this.functions[row] = this.merged.functions.add(
        this.string(name[row]!),
        this.string(systemName[row]!),
        this.string(file[row]!),
        startLine[row]!,
      )
    }
    return this.functions[row]!
  }
}

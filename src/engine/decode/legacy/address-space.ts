import type { MemoryMap } from './memory-map.ts'

/** Where the linker puts the first segment of an x86-64 program that is not relocatable. */
const USUAL_START = 0x400000n
const LAST_ADDRESS = 2n ** 64n - 1n

/** Mappings that may be looked at again because one was stretched; real maps have a few hundred. */
const MAX_REWORK = 1 << 20

/**
 * Finds the mapping of an address, with the reference's repairs of maps that do not quite fit.
 * `maps` is in the order of the result, and is final when the last address has been requested.
 */
export class AddressSpace {
  readonly maps: MemoryMap[]
  private covering: Cover
  /** The file's bytes before each mapping's own, which some maps forget to list. */
  private preceding: Cover
  private rework = 0
  /** Index of the made-up mapping for addresses that no mapping covers. */
  private elsewhere = -1

  /** @param maps tidied (memory-map.ts); its entries are changed */
  constructor(maps: readonly MemoryMap[]) {
    this.maps = [...maps]
    const [first, second] = this.maps
    // Code that was moved to huge pages: the next mapping is the rest of the same code.
    if (first?.file.startsWith('/anon_hugepage') && first.limit === second?.start) this.maps.shift()
    const main = this.maps[0]
    if (main && distance(main.start, main.offset) === USUAL_START) {
      main.start = USUAL_START
      main.offset = 0n
    }
    this.covering = this.cover()
    this.preceding = this.coverBefore()
  }

  /** Index into `maps`; -1 for address 0, which means that none is known. */
  mapOf(address: bigint): number {
    if (address === 0n) return -1
    const covering = this.covering.at(address)
    if (covering >= 0) return covering
    if (this.elsewhere >= 0) return this.elsewhere
    const after = this.rework < MAX_REWORK ? this.preceding.at(address) : -1
    if (after >= 0) {
      this.stretch(this.maps[after]!)
      return after
    }
    this.elsewhere = this.maps.length
    this.maps.push({ start: 0n, limit: LAST_ADDRESS, offset: 0n, file: '', buildId: '' })
    return this.elsewhere
  }

  private stretch(map: MemoryMap): void {
    map.start -= map.offset
    map.offset = 0n
    this.rework += this.maps.length
    this.covering = this.cover()
    this.preceding = this.coverBefore()
  }

  private cover(): Cover {
    return new Cover(this.maps.map(({ start, limit }) => [start, limit]))
  }

  private coverBefore(): Cover {
    return new Cover(this.maps.map(({ start, offset }) => [distance(start, offset), start]))
  }
}

function distance(address: bigint, offset: bigint): bigint {
  return BigInt.asUintN(64, address - offset)
}

/**
 * Answers which of many ranges, that may overlap, is the first in the list to hold an address.
 * The ends of all ranges cut the addresses into pieces; each piece is painted once, by the first
 * range that comes to it, and later ranges jump over what is painted.
 */
class Cover {
  /** Address where each piece starts, ascending. */
  private readonly cuts: BigUint64Array
  /** Index of the range that has the piece; -1: none. */
  private readonly owner: Int32Array

  /** @param ranges first address, and the one behind the last; empty if that is not larger */
  constructor(ranges: readonly (readonly [bigint, bigint])[]) {
    const ends = BigUint64Array.from(ranges.flatMap(([from, to]) => (from < to ? [from, to] : [])))
    this.cuts = ends.sort().filter((cut, i, all) => i === 0 || cut !== all[i - 1])
    this.owner = new Int32Array(this.cuts.length).fill(-1)
    // The next piece that is not painted, from each piece on; paths are halved while walking.
    const next = Int32Array.from(this.cuts, (_, piece) => piece)
    const unpainted = (from: number) => {
      let piece = from
      while (next[piece] !== piece) {
        const further = next[next[piece]!]!
        next[piece] = further
        piece = further
      }
      return piece
    }
    ranges.forEach(([from, to], range) => {
      if (from >= to) return
      const end = this.pieceOf(to)
      for (let piece = unpainted(this.pieceOf(from)); piece < end; piece = unpainted(piece)) {
        this.owner[piece] = range
        next[piece] = piece + 1
      }
    })
  }

  at(address: bigint): number {
    const piece = this.pieceOf(address)
    return piece < 0 ? -1 : this.owner[piece]!
  }

  /** The piece that holds the address; -1 below the first. */
  private pieceOf(address: bigint): number {
    let low = 0
    let high = this.cuts.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.cuts[middle]! <= address) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}

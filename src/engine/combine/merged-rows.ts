import { numbered, resized, withRoom } from '../profile/columns.ts'
import { hash } from '../profile/pairs.ts'
import type { Functions, Lines, Locations } from '../profile/profile.ts'
import { RowIndex } from './row-index.ts'

/** Functions of several profiles: those with equal names, file and line are one. */
export class MergedFunctions {
  private readonly index = new RowIndex((a, b) => this.equal(a, b))
  private count = 0
  private name = new Uint32Array(1024)
  private systemName = new Uint32Array(1024)
  private file = new Uint32Array(1024)
  private startLine = new Float64Array(1024)

  /** The row of a function, new or known; texts are indices of one string table. */
  add(name: number, systemName: number, file: number, startLine: number): number {
    const row = this.count
    if (row === this.name.length) this.grow()
    this.name[row] = name
    this.systemName[row] = systemName
    this.file[row] = file
    this.startLine[row] = startLine
    const found = this.index.intern(row, hash(hash(name, systemName), hash(file, startLine)))
    if (found === row) this.count++
    return found
  }

  finish(): Functions {
    const { count } = this
    return {
      count,
      id: numbered(count),
      name: resized(this.name, count),
      systemName: resized(this.systemName, count),
      file: resized(this.file, count),
      startLine: resized(this.startLine, count),
    }
  }

  private grow(): void {
    const room = this.count + 1
    this.name = withRoom(this.name, room)
    this.systemName = withRoom(this.systemName, room)
    this.file = withRoom(this.file, room)
    this.startLine = withRoom(this.startLine, room)
  }

  private equal(a: number, b: number): boolean {
    return (
      this.name[a] === this.name[b] &&
      this.systemName[a] === this.systemName[b] &&
      this.file[a] === this.file[b] &&
      this.startLine[a] === this.startLine[b]
    )
  }
}

/**
 * Locations of several profiles with their lines: those with equal mapping, address and lines are
 * one. The lines of a location are pushed, innermost first, then `close` gives its row.
 */
export class MergedLocations {
  private readonly index = new RowIndex((a, b) => this.equal(a, b))
  private count = 0
  private mapping = new Int32Array(1024)
  private address = new BigUint64Array(1024)
  /** The addresses in halves: to hash and compare them without making a bigint of each. */
  private halves = new Uint32Array(this.address.buffer)
  private folded = new Uint8Array(1024)
  private firstLine = new Uint32Array(1025)

  /** End of the lines, those of the location being filled included. */
  private lineCount = 0
  private function = new Int32Array(1024)
  private line = new Float64Array(1024)
  private column = new Float64Array(1024)

  /** @param fn row of the function, or -1 */
  push(fn: number, line: number, column: number): void {
    const at = this.lineCount++
    if (at === this.function.length) this.growLines()
    this.function[at] = fn
    this.line[at] = line
    this.column[at] = column
  }

  /** Ends the location being filled; its row is new or known. */
  close(mapping: number, address: bigint, folded: number): number {
    const row = this.count
    if (row === this.mapping.length) this.grow()
    this.mapping[row] = mapping
    this.address[row] = address
    this.folded[row] = folded
    this.firstLine[row + 1] = this.lineCount
    const found = this.index.intern(row, this.hash(row))
    if (found === row) this.count++
    else this.lineCount = this.firstLine[row]!
    return found
  }

  finish(): { locations: Locations; lines: Lines } {
    const { count, lineCount } = this
    return {
      locations: {
        count,
        id: numbered(count),
        mapping: resized(this.mapping, count),
        address: resized(this.address, count),
        firstLine: resized(this.firstLine, count + 1),
        folded: resized(this.folded, count),
      },
      lines: {
        count: lineCount,
        function: resized(this.function, lineCount),
        line: resized(this.line, lineCount),
        column: resized(this.column, lineCount),
      },
    }
  }

  private grow(): void {
    const room = this.count + 1
    this.mapping = withRoom(this.mapping, room)
    this.address = withRoom(this.address, room)
    this.halves = new Uint32Array(this.address.buffer)
    this.folded = withRoom(this.folded, room)
    this.firstLine = withRoom(this.firstLine, this.mapping.length + 1)
  }

  private growLines(): void {
    this.function = withRoom(this.function, this.lineCount)
    this.line = withRoom(this.line, this.lineCount)
    this.column = withRoom(this.column, this.lineCount)
  }

  private hash(row: number): number {
    let mixed = hash(this.halves[row * 2]!, this.halves[row * 2 + 1]!)
    mixed = hash(mixed, this.mapping[row]!)
    for (let at = this.firstLine[row]!; at < this.firstLine[row + 1]!; at++) {
      mixed = hash(mixed, hash(this.function[at]!, this.line[at]!))
    }
    return mixed
  }

  private equal(a: number, b: number): boolean {
    const { halves, firstLine } = this
    const length = firstLine[a + 1]! - firstLine[a]!
    if (
      this.mapping[a] !== this.mapping[b] ||
      halves[a * 2] !== halves[b * 2] ||
      halves[a * 2 + 1] !== halves[b * 2 + 1] ||
      this.folded[a] !== this.folded[b] ||
      firstLine[b + 1]! - firstLine[b]! !== length
    ) {
      return false
    }
    for (let i = 0; i < length; i++) {
      const [at, other] = [firstLine[a]! + i, firstLine[b]! + i]
      if (
        this.function[at] !== this.function[other] ||
        this.line[at] !== this.line[other] ||
        this.column[at] !== this.column[other]
      ) {
        return false
      }
    }
    return true
  }
}

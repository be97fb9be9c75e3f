import { withRoom } from '../../profile/columns.ts'
import type { LocationIndex } from '../../profile/ids.ts'
import type { Lines, Locations } from '../../profile/profile.ts'
import { StackInterner } from '../../profile/stacks.ts'
import { ByteTexts } from '../byte-texts.ts'

/** What a dump may say instead of calls: it stands in a stack as a frame of this name. */
export type Instead = '(frames elided)' | '(stack unavailable)'

/**
 * The calls of a dump and the locations that they make up: a call and those inlined into it are
 * one location. Locations are interned as paths in a trie of function, file and line by turns,
 * innermost call first, so that nothing is compared but small numbers.
 */
export class Calls {
  private readonly functions: ByteTexts
  private readonly files: ByteTexts
  private readonly trie = new StackInterner()
  /** Node of the inlined calls that wait for the one they were inlined into; 0 for none. */
  private open = 0
  /** Location of a node, plus one; 0 where none ends. */
  private locationOf = new Uint32Array(1024)
  /** Node that a location ends at; 0 for those in `instead`. */
  private nodeOf = new Uint32Array(256)
  private locations = 0
  private readonly instead = new Map<Instead, LocationIndex>()

  constructor(bytes: Uint8Array) {
    this.functions = new ByteTexts(bytes)
    this.files = new ByteTexts(bytes)
  }

  /** Goes on with a call, the function and the file as stretches of the bytes. */
  add(nameFrom: number, nameTo: number, fileFrom: number, fileTo: number, line: number): void {
    const { trie } = this
    const inFunction = trie.intern(this.open, this.functions.intern(nameFrom, nameTo))
    this.open = trie.intern(trie.intern(inFunction, this.files.intern(fileFrom, fileTo)), line)
  }

  get isOpen(): boolean {
    return this.open !== 0
  }

  /** Ends a location with the call just added. */
  close(): LocationIndex {
    const node = this.open
    this.open = 0
    this.locationOf = withRoom(this.locationOf, node + 1)
    const known = this.locationOf[node]!
    if (known !== 0) return known - 1
    const location = this.newLocation(node)
    this.locationOf[node] = location + 1
    return location
  }

  insteadOfCalls(what: Instead): LocationIndex {
    const known = this.instead.get(what)
    if (known !== undefined) return known
    const location = this.newLocation(0)
    this.instead.set(what, location)
    return location
  }

  /**
   * The tables, all locations in mapping 0.
   * @param functionIn gives the row of a function, new or known
   */
  finish(functionIn: (name: string, file: string) => number): {
    locations: Locations
    lines: Lines
  } {
    const { parent, location: label } = this.trie.finish()
    const insteadAt = new Map(Array.from(this.instead, ([what, location]) => [location, what]))
    const functions: number[] = []
    const numbers: number[] = []
    const firstLine = new Uint32Array(this.locations + 1)
    for (let location = 0; location < this.locations; location++) {
      const first = functions.length
      const instead = insteadAt.get(location)
      if (instead) {
        functions.push(functionIn(instead, ''))
        numbers.push(0)
      }
      for (let node = this.nodeOf[location]!; node > 0; ) {
        const file = parent[node]!
        const func = parent[file]!
        const name = this.functions.text(label[func]!)
        functions.push(functionIn(symbolOf(name), this.files.text(label[file]!)))
        numbers.push(label[node]!)
        node = parent[func]!
      }
      // The way through the trie leads from the outermost call to the innermost.
      reverseFrom(functions, first)
      reverseFrom(numbers, first)
      firstLine[location + 1] = functions.length
    }
    return {
      locations: {
        count: this.locations,
        id: BigUint64Array.from({ length: this.locations }, (_, i) => BigInt(i + 1)),
        mapping: new Int32Array(this.locations),
        address: new BigUint64Array(this.locations),
        firstLine,
        folded: new Uint8Array(this.locations),
      },
      lines: {
        count: functions.length,
        function: Int32Array.from(functions),
        line: Float64Array.from(numbers),
        column: new Float64Array(functions.length),
      },
    }
  }

  private newLocation(node: number): LocationIndex {
    const location = this.locations++
    this.nodeOf = withRoom(this.nodeOf, this.locations)
    this.nodeOf[location] = node
    return location
  }
}

/** The runtime prints the function behind `panic` by the name that the program calls it. */
function symbolOf(name: string): string {
  return name === 'panic' ? 'runtime.gopanic' : name
}

function reverseFrom(list: number[], first: number): void {
  for (let i = first, j = list.length - 1; i < j; i++, j--) {
    const swapped = list[i]!
    list[i] = list[j]!
    list[j] = swapped
  }
}

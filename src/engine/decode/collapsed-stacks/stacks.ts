import { ProfileBuilder } from '../../profile/builder.ts'
import { withRoom } from '../../profile/columns.ts'
import type { FunctionIndex, LocationIndex, StackIndex } from '../../profile/ids.ts'
import type { ValueType } from '../../profile/profile.ts'
import { ByteTexts } from '../byte-texts.ts'

const SEMICOLON = 0x3b

/** The annotation of a frame that is inlined into the one before it. */
const INLINED = '_[i]'

/** Inlined calls that one location takes; real ones have a few. */
const MOST_INLINED = 32

/** One call, as the text has it. */
interface Frame {
  readonly function: FunctionIndex
  readonly inlined: boolean
  /** Of the call by itself. */
  readonly location: LocationIndex
}

/**
 * The stacks of a collapsed text as a profile. The texts are mostly sorted, so that a line shares
 * most of its frames with the line before: those are not looked at again.
 */
export class StackWriter {
  readonly builder: ProfileBuilder
  private readonly names: ByteTexts
  private readonly frames: Frame[] = []
  /** The stack of the line before: where it lies in the text … */
  private from = 0
  private length = 0
  private depth = 0
  /** … and by frame: behind it, counted from the line's start, its node, its location. */
  private ends = new Uint32Array(64)
  private nodes = new Uint32Array(64)
  private locations = new Uint32Array(64)
  /** Functions of each location, innermost first. */
  private readonly calls: (readonly FunctionIndex[])[] = []

  constructor(
    private readonly bytes: Uint8Array,
    sampleType: ValueType,
  ) {
    this.builder = new ProfileBuilder([sampleType])
    this.names = new ByteTexts(bytes)
  }

  add(from: number, end: number, count: number): void {
    this.builder.addRow(this.stack(from, end), [count])
  }

  private stack(from: number, end: number): StackIndex {
    const shared = this.sharedWithLast(from, end)
    let depth = 0
    while (depth < this.depth && this.ends[depth]! < shared) depth++
    let at = depth === 0 ? from : from + this.ends[depth - 1]! + 1
    while (at <= end) {
      let to = at
      while (to < end && this.bytes[to] !== SEMICOLON) to++
      this.push(depth++, this.frame(at, to), to - from)
      at = to + 1
    }
    this.from = from
    this.length = end - from
    this.depth = depth
    return this.nodes[depth - 1]!
  }

  /** How many bytes of the stack are those of the line before. */
  private sharedWithLast(from: number, end: number): number {
    const { bytes, from: last } = this
    const most = Math.min(this.length, end - from)
    let i = 0
    while (i < most && bytes[last + i] === bytes[from + i]) i++
    return i
  }

  private push(depth: number, frame: Frame, end: number): void {
    this.ends = withRoom(this.ends, depth + 1)
    this.nodes = withRoom(this.nodes, depth + 1)
    this.locations = withRoom(this.locations, depth + 1)
    const caller = frame.inlined && depth > 0 ? this.calls[this.locations[depth - 1]!]! : []
    const isInlined = caller.length > 0 && caller.length <= MOST_INLINED
    const location = isInlined ? this.location([frame.function, ...caller]) : frame.location
    // An inlined call is not a location of its own: it replaces its caller's.
    const callers = isInlined ? depth - caller.length : depth
    const parent = callers > 0 ? this.nodes[callers - 1]! : 0
    this.ends[depth] = end
    this.locations[depth] = location
    this.nodes[depth] = this.builder.call(parent, location)
  }

  private location(functions: readonly FunctionIndex[]): LocationIndex {
    const lines = functions.map((index) => ({ function: index }))
    const location = this.builder.addLocation({ lines })
    this.calls[location] ??= functions
    return location
  }

  private frame(from: number, to: number): Frame {
    const index = this.names.intern(from, to)
    const known = this.frames[index]
    if (known) return known
    const text = this.names.text(index)
    const inlined = text.endsWith(INLINED)
    const name = inlined ? text.slice(0, -INLINED.length) : text
    const callee = this.builder.addFunction({ name: name || '(no name)', systemName: '' })
    this.frames[index] = { function: callee, inlined, location: this.location([callee]) }
    return this.frames[index]
  }
}

import { resized } from '../../profile/columns.ts'
import { isBlank, isDigit, newlineFrom, SPACE, Word } from '../bytes.ts'
import { Collector } from './collector.ts'
import { GOROUTINE, HeaderReader } from './header.ts'
import { type LogLines, lineStart, linesAround } from './log-lines.ts'
import { PlaceReader } from './place.ts'

const CREATED_BY = new Word('created by ')
const IN_GOROUTINE = new Word(' in goroutine ')
const ELISION = new Word('...')
const ELIDED_END = new Word('frames elided...')
const STACK_UNAVAILABLE = new Word('stack unavailable')
const ANCESTOR = new Word('[originating from goroutine ')
const INLINED = new Word('(...)')

const FIRST = GOROUTINE.bytes[0]
const OPEN = 0x28
const CLOSE = 0x29

/**
 * Outside of dumps; in one, between its goroutines; in a stack; behind it (its creator, the stacks
 * of its ancestors).
 */
const Part = { outside: 0, between: 1, stack: 2, behind: 3 } as const

/**
 * Reads the goroutines of a text line by line, from the bytes. A goroutine ends with an empty line
 * or the next header; what stands outside of goroutines is passed over.
 * (Format: runtime, traceback.go – a header, then two lines for each call, innermost first.)
 */
export class Scanner {
  readonly found: Collector
  /** Everything before has been read. */
  at = 0
  /** End of the line that `seek` looked at last. */
  private newline = -1
  private part: (typeof Part)[keyof typeof Part] = Part.outside
  /** How the lines of the dump are told from others. */
  private lines: LogLines | null = null
  /** Whether empty lines stand between the goroutines of this run. */
  private spaced = false
  private readonly header: HeaderReader
  private readonly place: PlaceReader
  // The goroutine being read.
  private id = 0
  private offset = 0
  private status = 0
  private creator = -1
  /** Whether only a stack can prove that this is a goroutine. */
  private doubtful = false
  /** Whether it does not stand right behind the one before. */
  private runBegins = false
  private path = new Int32Array(256)
  private depth = 0
  /**
   * The name of the call whose place the next line tells; `from` is -1 if there is none, and that
   * of something else behind a stack.
   */
  private callFrom = -1
  private callTo = 0
  private callInlined = false

  /** @param most goroutines that are read at most */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly most = Number.POSITIVE_INFINITY,
  ) {
    this.found = new Collector(bytes)
    this.header = new HeaderReader(bytes)
    this.place = new PlaceReader(bytes)
  }

  /** Begins with the goroutine whose header is known to stand at `at`. */
  beginAt(at: number, lines: LogLines): void {
    const newline = newlineFrom(this.bytes, at)
    this.header.read(at, newline)
    this.lines = lines
    this.begin(at, false)
    this.at = newline + 1
  }

  /** Reads on to `until` or behind it, to the end of a line. */
  advance(until: number): void {
    while (this.at < until && !this.isDone) {
      if (this.part === Part.outside || !this.lines) this.seek(until)
      else this.line(this.lines)
    }
  }

  get isDone(): boolean {
    return this.found.count >= this.most
  }

  /** Ends the reading at the end of the bytes. @returns whether it ends in the middle of a call */
  end(): boolean {
    if (this.isDone) return false
    const torn = this.part === Part.stack && this.callFrom >= 0
    this.finishGoroutine()
    return torn
  }

  /** Looks for the next header, up to `until`. */
  private seek(until: number): void {
    const { bytes } = this
    const { length } = GOROUTINE.bytes
    const at = GOROUTINE.find(bytes, this.at, Math.min(bytes.length, until + length - 1))
    if (at < 0) {
      this.at = until
      return
    }
    // A line that says the word many times is measured once.
    if (at > this.newline) this.newline = newlineFrom(bytes, at)
    const { newline, header } = this
    const around = header.read(at, newline) ? linesAround(bytes, at, header.to + 1, newline) : null
    if (!around) {
      this.at = at + length
      return
    }
    this.lines = around.lines
    this.begin(at, !around.hasPrefix && lineStart(bytes, at) !== at)
    this.runBegins = true
    this.spaced = false
    this.at = newline + 1
  }

  private line(lines: LogLines): void {
    const { bytes, at } = this
    const newline = newlineFrom(bytes, at)
    this.at = newline + 1
    if (!lines.read(at, newline)) {
      // A line of something else, which writes to the same log; it may have a dump of its own.
      if (this.part === Part.between && GOROUTINE.find(bytes, at, newline) >= 0) this.leave(at)
      return
    }
    const { from, to } = lines
    if (from === to) this.finishGoroutine()
    // Most lines are of a stack.
    else if (bytes[from] === FIRST && this.header.read(from, to) && this.header.to + 1 === to) {
      const isSpaced = this.part === Part.between
      // One dump right behind another has no empty line before it; of two stacks that are logged,
      // something else stands between them.
      const isApart = (this.spaced && !isSpaced) || this.callFrom >= 0
      this.finishGoroutine()
      this.begin(from, false)
      if (isApart) this.runBegins = true
      this.spaced = isSpaced
    } else if (this.part === Part.stack) this.stackLine(from, to)
    else if (this.part === Part.between) this.leave(at)
    else if (!isBlank(bytes[from])) this.callFrom = from
  }

  /** Ends the dump: something else follows from `at` on. */
  private leave(at: number): void {
    this.part = Part.outside
    this.at = at
  }

  private begin(at: number, doubtful: boolean): void {
    this.id = this.header.id
    this.offset = at
    this.status = this.found.status(this.header.from, this.header.to)
    this.creator = -1
    this.doubtful = doubtful
    this.depth = 0
    this.callFrom = -1
    this.part = Part.stack
  }

  private finishGoroutine(): void {
    if (this.part <= Part.between) return
    this.closeCall()
    this.part = Part.between
    if (this.doubtful && this.depth === 0) return
    if (this.runBegins && this.lines) this.found.beginRun(this.lines)
    this.runBegins = false
    const { id, offset, status, creator, path, depth } = this
    this.found.add(id, offset, status, creator, path, depth)
  }

  private stackLine(from: number, end: number): void {
    const { bytes } = this
    if (isBlank(bytes[from])) this.placeLine(from, end)
    else if (CREATED_BY.isAt(bytes, from)) {
      this.creator = this.creatorIn(from + CREATED_BY.bytes.length, end)
      this.part = Part.behind
    } else if (ELISION.isAt(bytes, from) && ELIDED_END.endsAt(bytes, from, end)) {
      this.closeCall()
      this.push(this.found.calls.insteadOfCalls('(frames elided)'))
    } else if (ANCESTOR.isAt(bytes, from)) this.part = Part.behind
    else if (this.callFrom >= 0 && this.place.readTrimmed(from, end)) this.closePlace()
    else this.callLine(from, end)
  }

  /** `pkg.(*T).Method(0xc0001, {0x2, 0x3}, ...)`; a C function has no parentheses. */
  private callLine(from: number, end: number): void {
    const { bytes } = this
    this.callFrom = from
    this.callTo = end
    this.callInlined = false
    if (bytes[end - 1] !== CLOSE) return
    // Arguments hold no parentheses.
    let open = end - 1
    while (open > from && bytes[open] !== OPEN) open--
    if (open === from) return
    this.callTo = open
    this.callInlined = end - open === INLINED.bytes.length && INLINED.isAt(bytes, open)
  }

  private placeLine(from: number, end: number): void {
    if (this.callFrom < 0) {
      if (STACK_UNAVAILABLE.endsAt(this.bytes, from, end)) {
        this.push(this.found.calls.insteadOfCalls('(stack unavailable)'))
      }
      return
    }
    this.place.read(from, end)
    this.closePlace()
  }

  /** Ends the call with the place that was read. */
  private closePlace(): void {
    const { place } = this
    this.found.calls.add(this.callFrom, this.callTo, place.from, place.to, place.line)
    this.callFrom = -1
    // A function that has not begun to run has no offset either, but arguments.
    if (!this.callInlined || place.hasOffset) this.closeCall()
  }

  /** The creator's name ends before the id of its goroutine, which newer versions of Go print. */
  private creatorIn(from: number, end: number): number {
    const { bytes } = this
    let digits = end
    while (digits > from && isDigit(bytes[digits - 1])) digits--
    const named =
      digits < end && bytes[digits - 1] === SPACE && IN_GOROUTINE.endsAt(bytes, from, digits)
    return this.found.creator(from, named ? digits - IN_GOROUTINE.bytes.length : end)
  }

  private closeCall(): void {
    if (this.found.calls.isOpen) this.push(this.found.calls.close())
  }

  private push(location: number): void {
    if (this.depth === this.path.length) this.path = resized(this.path, this.depth * 2)
    this.path[this.depth++] = location
  }
}

import { StackInterner, type StackTree } from '../profile/stacks.ts'
import { broken, MOST_FRAMES, MOST_TEXT_BYTES, type TraceReader, Wire } from './wire.ts'

/** A call at an address. */
export interface Frame {
  /** Address; of inlined calls it is made up. */
  readonly pc: number
  /** Texts of TraceTables. */
  readonly function: number
  readonly file: number
  readonly line: number
}

/** Texts, frames and stacks that the events of a trace refer to. */
export interface TraceTables {
  /** Text 0 is "". */
  readonly texts: readonly string[]
  readonly frames: readonly Frame[]
  /** Its locations are rows of `frames`; 0 is the stack without a call. */
  readonly stacks: StackTree
}

/**
 * Collects the tables of all generations: a text, a frame (by its address) and a stack that several
 * have are one.
 */
export class TableBuilder {
  private readonly texts: string[] = ['']
  private readonly textRows = new Map<string, number>([['', 0]])
  private readonly frames: Frame[] = []
  private readonly frameRows = new Map<number, number>()
  private readonly interner = new StackInterner()
  private readonly roots: number[] = [0]

  text(text: string): number {
    let row = this.textRows.get(text)
    if (row === undefined) {
      row = this.texts.length
      this.texts.push(text)
      this.textRows.set(text, row)
    }
    return row
  }

  textOf(row: number): string {
    return this.texts[row]!
  }

  /** The row of a frame; of those with one address it is the first that came. */
  frame(frame: Frame): number {
    let row = this.frameRows.get(frame.pc)
    if (row === undefined) {
      row = this.frames.length
      this.frames.push(frame)
      this.frameRows.set(frame.pc, row)
    }
    return row
  }

  /** @param frames innermost call first */
  stack(frames: readonly number[]): number {
    const stack = this.interner.internPath(frames, 0, frames.length)
    this.roots[stack] = frames.length === 0 ? 0 : this.frames[frames[frames.length - 1]!]!.function
    return stack
  }

  /** The text of the function at the root of a stack; 0 for none. */
  rootOf(stack: number): number {
    return this.roots[stack] ?? 0
  }

  finish(): TraceTables {
    return { texts: this.texts, frames: this.frames, stacks: this.interner.finish() }
  }
}

/** The numbers that events of one generation use, and what they stand for. */
export class GenerationTables {
  private readonly texts = new Map<number, number>()
  private readonly stacks = new Map<number, number>()
  private readonly frames = new Map<number, FrameIds>()
  private readonly lists: { readonly id: number; readonly pcs: readonly number[] }[] = []

  constructor(private readonly all: TableBuilder) {}

  /** Reads a batch of texts, behind its first byte. */
  addTexts(reader: TraceReader): void {
    while (!reader.isDone) {
      expect(reader, Wire.string, 'a text')
      const id = reader.number()
      const length = reader.number()
      if (length > MOST_TEXT_BYTES) throw broken(`a text has ${length} bytes`, reader.at)
      if (length > reader.end - reader.at) throw broken('a text runs past its batch', reader.at)
      if (this.texts.has(id)) throw broken(`there are two texts ${id}`, reader.at)
      const bytes = reader.bytes.subarray(reader.at, reader.at + length)
      this.texts.set(id, this.all.text(decoder.decode(bytes)))
      reader.at += length
    }
  }

  /** Reads a batch of stacks, behind its first byte. */
  addStacks(reader: TraceReader): void {
    while (!reader.isDone) {
      expect(reader, Wire.stack, 'a stack')
      const id = reader.number()
      const count = reader.number()
      if (count > MOST_FRAMES) throw broken(`a stack has ${count} calls`, reader.at)
      const pcs: number[] = []
      for (let i = 0; i < count; i++) {
        const pc = reader.number()
        const ids = { function: reader.number(), file: reader.number(), line: reader.number() }
        if (!this.frames.has(pc)) this.frames.set(pc, ids)
        pcs.push(pc)
      }
      this.lists.push({ id, pcs })
    }
  }

  /** Resolves what was read: texts may stand behind the stacks that name them. */
  close(): void {
    const rows = new Map<number, number>()
    for (const [pc, { function: name, file, line }] of this.frames) {
      const frame = { pc, function: this.text(name), file: this.text(file), line }
      rows.set(pc, this.all.frame(frame))
    }
    for (const { id, pcs } of this.lists) {
      if (this.stacks.has(id)) throw broken(`there are two stacks ${id}`)
      // Go takes calls of address 0 at the root for none where it compares stacks.
      const depth = pcs.findLastIndex((pc) => pc !== 0) + 1
      const calls = pcs.slice(0, depth).map((pc) => rows.get(pc)!)
      this.stacks.set(id, this.all.stack(calls))
    }
  }

  /** @returns the row of a text */
  text(id: number): number {
    if (id === 0) return 0
    const row = this.texts.get(id)
    if (row === undefined) throw broken(`there is no text ${id}`)
    return row
  }

  /** @returns the stack of a number; 0 for none */
  stack(id: number): number {
    if (id === 0) return 0
    const row = this.stacks.get(id)
    if (row === undefined) throw broken(`there is no stack ${id}`)
    return row
  }
}

interface FrameIds {
  readonly function: number
  readonly file: number
  readonly line: number
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

function expect(reader: TraceReader, type: number, what: string): void {
  const found = reader.byte()
  if (found !== type) throw broken(`where ${what} begins there is ${found}`, reader.at - 1)
}

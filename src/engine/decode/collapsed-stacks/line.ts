import { isBlank, isDigit, withoutReturn } from '../bytes.ts'

const SEMICOLON = 0x3b
const HASH = 0x23
const POINT = 0x2e

/** Digits behind the point that are distinguished. */
export const MOST_DECIMALS = 6

const decoder = new TextDecoder('latin1')
const numberText = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/

export type LineKind =
  /** Blank, or a comment. */
  | 'nothing'
  /** Frames and how often they were met. */
  | 'stack'
  | 'unreadable'

/**
 * A line of collapsed stacks: frames from the outermost call to the innermost, `;` between them,
 * a blank, a number. Frames may have blanks; those that compare two recordings end in two numbers.
 */
export class CollapsedLine {
  /** Where the stack begins. */
  from = 0
  /** Behind the stack, where the last number is taken as the only one. */
  end = 0
  /** Behind the stack, where there are two numbers; -1: there is one. */
  endOfPair = -1
  /** The last number. */
  count = 0
  /** The number before it, where there are two. */
  before = 0
  /** Digits behind the point of the number that has most, trailing zeros not counted. */
  decimals = 0

  constructor(private readonly bytes: Uint8Array) {}

  /** @param to the line's end */
  read(from: number, to: number): LineKind {
    const { bytes } = this
    let end = this.trimmedEnd(from, withoutReturn(bytes, from, to))
    while (from < end && isBlank(bytes[from])) from++
    if (from === end || bytes[from] === HASH) return 'nothing'
    this.from = from
    this.decimals = 0
    const last = this.tokenBefore(from, end)
    this.count = this.number(last, end)
    if (last === from || Number.isNaN(this.count)) return 'unreadable'
    end = this.trimmedEnd(from, last)
    this.end = end
    const first = this.tokenBefore(from, end)
    this.before = this.number(first, end)
    this.endOfPair = first === from || Number.isNaN(this.before) ? -1 : this.trimmedEnd(from, first)
    return 'stack'
  }

  hasSeveralFrames(): boolean {
    for (let at = this.from; at < this.end; at++) if (this.bytes[at] === SEMICOLON) return true
    return false
  }

  private trimmedEnd(from: number, end: number): number {
    let at = end
    while (at > from && isBlank(this.bytes[at - 1])) at--
    return at
  }

  /** Where the word that ends at `end` begins. */
  private tokenBefore(from: number, end: number): number {
    let at = end
    while (at > from && !isBlank(this.bytes[at - 1])) at--
    return at
  }

  /** The number that bytes `from` to `to` are; NaN if they are none. */
  private number(from: number, to: number): number {
    const { bytes } = this
    let value = 0
    let at = from
    while (at < to && isDigit(bytes[at])) value = value * 10 + bytes[at++]! - 0x30
    if (at === to && to > from) return value
    if (to - from > 40 || !isNumberByte(bytes[from])) return Number.NaN
    const text = decoder.decode(bytes.subarray(from, to))
    if (!numberText.test(text)) return Number.NaN
    this.decimals = Math.max(this.decimals, decimalsOf(text))
    return Number(text)
  }
}

function decimalsOf(text: string): number {
  const fraction = /[eE]/.test(text)
    ? (Number(text).toFixed(MOST_DECIMALS).split('.')[1] ?? '')
    : text.slice(text.indexOf('.') + 1 || text.length)
  return Math.min(fraction.replace(/0+$/, '').length, MOST_DECIMALS)
}

function isNumberByte(byte: number | undefined): boolean {
  return isDigit(byte) || byte === POINT || byte === 0x2b || byte === 0x2d
}

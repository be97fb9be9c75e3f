import { ProfileError } from '../../profile/error.ts'
import type { Profile } from '../../profile/profile.ts'
import type { Checkpoint } from '../../progress.ts'
import { NEWLINE, newlineFrom } from '../bytes.ts'
import type { Format, NamedProfile } from '../format.ts'
import { CollapsedLine, type LineKind } from './line.ts'
import { StackWriter } from './stacks.ts'

/** Bytes that tell whether the text is one. */
const HEAD = 1 << 16

/** Of a first line, which may be a stack of a million frames. */
const LONGEST_LINE = 1 << 24

/** What an int64 holds, in doubles. */
const LEAST = -(2 ** 63)
const MOST = 2 ** 63 - 1024

/** Bytes between two checkpoints: about ten milliseconds of work. */
const STRIDE = 1 << 21

/** Of so many lines, one may be unreadable. */
const STRAY = 8

/**
 * Collapsed stacks, as flamegraph.pl and similar tools read them: a line per stack,
 * `main;serve;read 12`. With two numbers on every line (difffolded.pl) it is two recordings, before
 * and after.
 */
export const collapsedStacks: Format = {
  name: 'collapsed stacks',

  recognizes(bytes) {
    const head = wholeLines(bytes)
    if (head.includes(0)) return false
    const line = new CollapsedLine(head)
    let stacks = 0
    let strays = 0
    let several = false
    eachLine(head, (from, to) => {
      const kind = line.read(from, to)
      if (kind === 'stack') stacks++
      // A last line without its end was cut short.
      if (kind === 'unreadable' && to < head.length) strays++
      several ||= kind === 'stack' && line.hasSeveralFrames()
    })
    return several && strays * STRAY <= stacks
  },

  async decode(bytes, checkpoint) {
    const survey = await surveyOf(bytes, checkpoint)
    if (survey.stacks === 0) return null
    if ((survey.unreadable - 1) * STRAY > survey.stacks) throw notAStack(survey)
    const columns: readonly [string, Column][] = survey.inPairs
      ? [
          ['before', 'first of two'],
          ['after', 'second of two'],
        ]
      : [['', 'only']]
    const profiles: NamedProfile[] = []
    for (const [name, column] of columns) {
      profiles.push({ name, profile: await read(bytes, survey, column, checkpoint) })
    }
    return profiles
  },
}

type Column = 'only' | 'first of two' | 'second of two'

/** What is known of the whole text before its stacks are read. */
interface Survey {
  readonly stacks: number
  readonly unreadable: number
  /** Of the first line that cannot be read, from 1; 0: there is none. */
  readonly firstUnreadable: number
  /** Its byte. */
  readonly firstUnreadableAt: number
  /** Whether every stack has two numbers. */
  readonly inPairs: boolean
  readonly decimals: number
}

async function surveyOf(bytes: Uint8Array, checkpoint: Checkpoint): Promise<Survey> {
  let [stacks, unreadable, firstUnreadable, firstUnreadableAt] = [0, 0, 0, 0]
  let inPairs = true
  let decimals = 0
  await eachKindOfLine(bytes, checkpoint, (kind, line, number, at) => {
    if (kind === 'stack') {
      stacks++
      inPairs &&= line.endOfPair >= 0
      decimals = Math.max(decimals, line.decimals)
    } else if (kind === 'unreadable') {
      if (unreadable++ > 0) return
      firstUnreadable = number
      firstUnreadableAt = at
    }
  })
  return { stacks, unreadable, firstUnreadable, firstUnreadableAt, inPairs, decimals }
}

async function read(
  bytes: Uint8Array,
  survey: Survey,
  column: Column,
  checkpoint: Checkpoint,
): Promise<Profile> {
  const [unit, scale] = unitOf(survey.decimals)
  const writer = new StackWriter(bytes, { type: 'samples', unit })
  let inexact = false
  await eachKindOfLine(bytes, checkpoint, (kind, line) => {
    if (kind !== 'stack') return
    const exact = (column === 'first of two' ? line.before : line.count) * scale
    const value = Math.max(LEAST, Math.min(Math.round(exact), MOST))
    if (column !== 'only' && value === 0) return
    inexact ||= !Number.isSafeInteger(value)
    writer.add(line.from, column === 'only' ? line.end : line.endOfPair, value)
  })
  const { builder } = writer
  if (scale > 1) builder.warn(`The counts have fractions: they are shown in ${unit}.`)
  if (inexact) builder.warn('Some counts are beyond 2^53: they are rounded to 16 digits.')
  if (survey.unreadable > 0) {
    builder.warn(
      `${survey.unreadable} of the lines are no stack with a count and are left out, the first is line ${survey.firstUnreadable}.`,
    )
  }
  return builder.build()
}

/** Values are whole numbers, so that fractions need a smaller unit. */
function unitOf(decimals: number): [unit: string, scale: number] {
  if (decimals === 0) return ['count', 1]
  return decimals <= 3 ? ['thousandths', 1e3] : ['millionths', 1e6]
}

function notAStack({ firstUnreadable, firstUnreadableAt }: Survey): ProfileError {
  return new ProfileError(
    'malformed',
    `This text begins as collapsed stacks, but line ${firstUnreadable} and others are none.`,
    'Each line should be a stack and its count, such as “main;serve;read 12”. Collapse the stacks again.',
    firstUnreadableAt,
  )
}

/** Visits the lines, with a checkpoint now and then. */
async function eachKindOfLine(
  bytes: Uint8Array,
  checkpoint: Checkpoint,
  visit: (kind: LineKind, line: CollapsedLine, number: number, at: number) => void,
): Promise<void> {
  const line = new CollapsedLine(bytes)
  let number = 0
  let told = 0
  for (let from = 0; from < bytes.length; ) {
    const to = newlineFrom(bytes, from)
    visit(line.read(from, to), line, ++number, from)
    from = to + 1
    if (from - told < STRIDE) continue
    told = from
    await checkpoint('decode', Math.min(from, bytes.length), bytes.length)
  }
}

/** The lines at the beginning of the text; one that is long is there as a whole. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  if (bytes.length <= HEAD) return bytes
  const end = bytes.lastIndexOf(NEWLINE, HEAD)
  if (end >= 0) return bytes.subarray(0, end)
  const line = bytes.subarray(0, LONGEST_LINE)
  return line.subarray(0, newlineFrom(line, 0))
}

function eachLine(bytes: Uint8Array, visit: (from: number, to: number) => void): void {
  for (let from = 0; from < bytes.length; ) {
    const to = newlineFrom(bytes, from)
    visit(from, to)
    from = to + 1
  }
}

import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, test } from 'vitest'
import { type Mode, ProfilePair } from '../../../../../src/engine/compare/pair.ts'
import { loadProfile } from '../../../../../src/engine/load.ts'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import type { ComparePeekAnswer } from '../../../../../src/engine/questions/compare/peek.ts'
import type { CompareSourceAnswer } from '../../../../../src/engine/questions/compare/source.ts'
import { askPair } from '../../../../../src/engine/questions/compare-questions.ts'
import type { PeekAnswer, PeekLine } from '../../../../../src/engine/questions/peek/peek.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import type { SourceAnswer } from '../../../../../src/engine/questions/source/lines.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import type { Change } from '../../../../../src/engine/session/compare-answers.ts'
import { CompareSession } from '../../../../../src/engine/session/compare-session.ts'
import type { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

// What the lines of a difference had on both sides: what Peek and Source say of each side alone.

const BASE: Mode = { diff: false, normalize: false }
const MODES: readonly (readonly [way: string, mode: Mode])[] = [
  ['-base', BASE],
  ['-diff_base', { diff: true, normalize: false }],
  ['-base -normalize', { diff: false, normalize: true }],
]
/** Printed whole, so that texts can be read back as numbers. */
const BYTES: Options = { ...DEFAULT_OPTIONS, unit: 'B' }
const NO_SEARCH = { text: '', regexp: false, matchCase: false }
const ALL = { regexp: '.', name: '', search: NO_SEARCH, open: [], from: 0, to: 1e6 }

let heaps: CompareSession

beforeAll(async () => {
  heaps = await compare(await recorded('heap.1.pb.gz'), await recorded('heap.4.pb.gz'))
})

async function recorded(name: string): Promise<Profile> {
  const bytes = await readFile(new URL(`../../../../fixtures/profiles/${name}`, import.meta.url))
  return (await loadProfile(new Uint8Array(bytes))).profile
}

async function compare(old: Profile, now: Profile): Promise<CompareSession> {
  const pair = await ProfilePair.open([{ profile: now, scale: 1 }], [{ profile: old, scale: 1 }])
  return new CompareSession(pair)
}

/** "−2B" and "." as numbers. */
const bytesIn = (text: string): number => (text === '.' ? 0 : Number.parseFloat(text))

describe('a line of Peek', () => {
  /** What each line is called, and the texts of its values. */
  function* valuesOf({ lines }: PeekAnswer): Generator<[name: string, flat: string, cum: string]> {
    const frames = new Map(lines.flatMap((line) => ('frame' in line ? [nameOf(line)] : [])))
    for (const line of lines) {
      if (line.kind === 'frame') yield [line.frame.name, line.flatText, line.cumText]
      else if (line.kind === 'caller' || line.kind === 'callee') {
        yield [`${line.kind} ${line.frame.name} of ${frames.get(line.between)}`, '', line.valueText]
      }
    }
  }
  const nameOf = ({ frame }: Extract<PeekLine, { frame: unknown }>) =>
    [frame.key, frame.name] as const

  /** Lists of more than a few lines are shown whole, so that nothing is left out. */
  function whole(ask: (open: readonly string[]) => PeekAnswer): PeekAnswer {
    const lists = ask([]).lines.flatMap((line) => (line.kind === 'more' ? [line.list] : []))
    return ask(lists)
  }
  const alone = (session: EngineSession, options: Options): PeekAnswer =>
    whole((open) => ask(session, 'peek', { ...ALL, options, open }))
  const compared = (session: CompareSession, options: Options, mode: Mode): ComparePeekAnswer =>
    whole((open) =>
      askPair(session, 'compare-peek', { ...ALL, options, mode, open }),
    ) as ComparePeekAnswer

  test.each(
    MODES.flatMap(([way, mode]) => [
      { way, mode, options: BYTES },
      { way: `${way} -lines`, mode, options: { ...BYTES, granularity: 'lines' } as const },
      { way: `${way} -focus`, mode, options: { ...BYTES, focus: 'main' } },
      { way: `${way} -drop_negative`, mode, options: { ...BYTES, drop_negative: true } },
      { way: `${way} -tagroot`, mode, options: { ...BYTES, tagroot: 'bytes' } },
    ]),
  )('has what Peek says of it on each side: $way', ({ mode, options }) => {
    const answer = compared(heaps, options, mode)
    const plain = { ...options, drop_negative: false }
    const textsOf = (side: EngineSession) =>
      new Map(Array.from(valuesOf(alone(side, plain)), ([name, ...texts]) => [name, texts]))
    const old = textsOf(heaps.old(mode))
    const now = textsOf(heaps.new(mode))
    const lines = [...valuesOf(answer)]
    const sides = answer.sides.filter((each) => each !== null)
    expect(lines.length).toBeGreaterThan(10)
    expect(sides).toHaveLength(lines.length)
    for (const [i, [name, flat, cum]] of lines.entries()) {
      const { cum: both, flat: own } = sides[i]!
      expect([name, both.oldText]).toEqual([name, old.get(name)?.[1] ?? '0'])
      expect([name, both.newText]).toEqual([name, now.get(name)?.[1] ?? '0'])
      expect([name, both.old + bytesIn(cum)]).toEqual([name, both.new])
      if (own) expect([name, own.old + bytesIn(flat)]).toEqual([name, own.new])
      else expect(flat).toBe('')
    }
  })

  test('goes with its line in a window that begins anywhere', () => {
    const all = askPair(heaps, 'compare-peek', { ...ALL, options: BYTES, mode: BASE })
    const window = askPair(heaps, 'compare-peek', {
      ...ALL,
      options: BYTES,
      mode: BASE,
      from: 7,
      to: 9,
    })
    expect(window.lines).toEqual(all.lines.slice(7, 9))
    expect(window.sides).toEqual(all.sides.slice(7, 9))
  })
})

describe('a line of Source', () => {
  const shown = (name: string, scope: 'file' | 'function') =>
    ({ selected: name, file: '', scope }) as const

  test.each(
    MODES.flatMap(([way, mode]) =>
      (['file', 'function'] as const).map((scope) => ({ way, mode, scope })),
    ),
  )('has what Source says of it on each side: $way, by $scope', ({ mode, scope }) => {
    const request = { ...shown('main.grow', scope), options: BYTES }
    const answer = askPair(heaps, 'compare-source', { ...request, mode })
    const old = linesOf(ask(heaps.old(mode), 'source', request))
    const now = linesOf(ask(heaps.new(mode), 'source', request))
    expect(answer.lines.map(({ line }) => line)).toEqual(
      [...new Set([...old.keys(), ...now.keys()])].sort((a, b) => a - b),
    )
    for (const [i, { line, flatText, cumText }] of answer.lines.entries()) {
      const { flat, cum } = answer.sides[i]!
      const said = ({ oldText, newText }: Change) => [oldText, newText]
      const at = (lines: typeof old) => lines.get(line) ?? ['0', '0']
      expect([line, said(flat), said(cum)]).toEqual([
        line,
        [at(old)[0], at(now)[0]],
        [at(old)[1], at(now)[1]],
      ])
      expect(flat.old + bytesIn(flatText)).toBe(flat.new)
      expect(cum.old + bytesIn(cumText)).toBe(cum.new)
    }
  })

  const linesOf = ({ lines }: SourceAnswer) =>
    new Map(lines.map(({ line, ...texts }) => [line, [zero(texts.flatText), zero(texts.cumText)]]))
  const zero = (text: string) => (text === '.' ? '0' : text)

  test('is there where nothing changed on it, which the report leaves out', async () => {
    const drawn = (grown: number) =>
      fromStacks(
        `main.main@main.go:1   main.main@main.go:1
         main.work@main.go:7   main.work@main.go:9
         ---
         cpu/nanoseconds  100  ${grown}`,
      )
    const session = await compare(drawn(20), drawn(50))
    const request = { ...shown('main.work', 'function'), options: { ...BYTES, unit: 'ns' } }
    const answer = askPair(session, 'compare-source', { ...request, mode: BASE })
    expect(ask(session.difference(BASE), 'source', request).lines).toHaveLength(1)
    expect(texts(answer)).toEqual(['7: 100ns 100ns .', '9: 20ns 50ns 30ns'])
  })

  const texts = ({ lines, sides }: CompareSourceAnswer) =>
    lines.map(
      ({ line, flatText }, i) =>
        `${line}: ${sides[i]!.flat.oldText} ${sides[i]!.flat.newText} ${flatText}`,
    )

  test('is none where the difference has no such function', () => {
    const answer = askPair(heaps, 'compare-source', {
      ...shown('main.nowhere', 'file'),
      options: BYTES,
      mode: BASE,
    })
    expect([answer.none, answer.lines, answer.sides]).toEqual(['not-there', [], []])
  })
})

import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { compareWithBase } from '../../../../src/engine/combine/base.ts'
import { type Mode, ProfilePair } from '../../../../src/engine/compare/pair.ts'
import { loadProfile } from '../../../../src/engine/load.ts'
import { report } from '../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { askPair } from '../../../../src/engine/questions/compare-questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import type {
  CompareTopAnswer,
  CompareTopRequest,
} from '../../../../src/engine/session/compare-answers.ts'
import { CompareSession } from '../../../../src/engine/session/compare-session.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

// What shares of a change are of, and which frames are called new or gone.

const BASE: Mode = { diff: false, normalize: false }
const DIFF_BASE: Mode = { diff: true, normalize: false }
/** Everything, printed whole. */
const WHOLE: Options = { ...DEFAULT_OPTIONS, trim: false, nodecount: 0, unit: 'B' }

async function recorded(name: string): Promise<Profile> {
  const file = new URL(`../../../fixtures/profiles/${name}.pb.gz`, import.meta.url)
  return (await loadProfile(new Uint8Array(readFileSync(file)))).profile
}

async function compare(old: Profile, now: Profile): Promise<CompareSession> {
  const pair = await ProfilePair.open([{ profile: now, scale: 1 }], [{ profile: old, scale: 1 }])
  return new CompareSession(pair)
}

function top(session: CompareSession, request: Partial<CompareTopRequest> = {}): CompareTopAnswer {
  return askPair(session, 'compare-top', {
    options: WHOLE,
    mode: BASE,
    metric: 'flat',
    column: 'change',
    reverse: false,
    filter: 'all',
    minimum: { value: 0, percent: 0 },
    search: { text: '', regexp: false, matchCase: false },
    onlyMatches: false,
    from: 0,
    to: 1e6,
    ...request,
  })
}

describe('of two heaps', () => {
  let old: Profile
  let now: Profile
  let heaps: CompareSession

  beforeAll(async () => {
    old = await recorded('heap.1')
    now = await recorded('heap.4')
    heaps = await compare(old, now)
  })

  /** The lines of `top` on the difference below its heading, and the total in its header. */
  function printed(mode: Mode): { total: string; rows: string[][] } {
    const difference = compareWithBase(now, old, mode)
    const lines = [...(report(difference, { name: 'top', options: WHOLE }) as Iterable<string>)]
    const heading = lines.findIndex((line) => /^\s+flat\s+flat%/.test(line))
    const rows = lines.slice(heading + 1).map((line) =>
      line
        .replace(/ \((partial-)?inline\)$/, '')
        .trim()
        .split(/\s+/),
    )
    return { total: / of (\S+) total/.exec(lines.join('\n'))![1]!, rows }
  }

  const unsigned = (text: string): string => text.replace(/^[+−]/, '')

  test.each([
    ['-base', BASE],
    ['-diff_base', DIFF_BASE],
    ['-base -normalize', { diff: false, normalize: true }],
    ['-diff_base -normalize', { diff: true, normalize: true }],
  ])('shares are those of the report: %s', (_, mode) => {
    const { rows, total } = printed(mode)
    const shares = new Map(
      top(heaps, { mode }).rows.map(({ frame, flat, cum }) => [
        frame.name,
        [unsigned(flat.shareText), unsigned(cum.shareText)],
      ]),
    )
    expect(rows.length).toBeGreaterThan(50)
    for (const [, flatPercent, , , cumPercent, ...name] of rows) {
      expect([name, shares.get(name.join(' '))]).toEqual([name, [flatPercent, cumPercent]])
    }
    const summary = askPair(heaps, 'compare-summary', { options: WHOLE, mode })
    expect(summary.hundredText).toContain(`100% is ${summary.hundred}`)
    expect(summary.hundred).toBe(total)
  })

  test('are the same on the card of a frame and in the table for a pull request', () => {
    const grow = { key: -1, name: 'main.grow' }
    const names = { old: 'heap.1', new: 'heap.4' }
    const said = (mode: Mode) => {
      const request = { options: DEFAULT_OPTIONS, mode }
      const card = askPair(heaps, 'compare-frame', { ...request, ...grow })
      const table = { ...request, names, metric: 'flat', count: 1 } as const
      const { markdown } = askPair(heaps, 'compare-report', table)
      const shares = Array.from(markdown.matchAll(/ (\S+) \|$/gm), ([, share]) => share)
      return [card.flat.shareText, ...shares]
    }
    expect(said(BASE)).toEqual(['+97.79%', 'change', '+99.75%', '+97.79%'])
    expect(said(DIFF_BASE)).toEqual(['+256.93%', 'base', '+262.08%', '+256.93%'])
  })

  test('a value that comes from nothing is told from a frame that is new', () => {
    const names = { old: 'heap.1', new: 'heap.4' }
    const request = {
      options: DEFAULT_OPTIONS,
      mode: BASE,
      names,
      metric: 'flat',
      count: 500,
    } as const
    const { markdown } = askPair(heaps, 'compare-report', request)
    const words = (frame: string) => markdown.split('\n').find((line) => line.includes(frame))
    expect(words('main.sortWork')).toContain('| +0.12MB | from 0 |')
    expect(words('bufio.NewWriterSize')).toContain('| +0.04MB | new |')
    expect(words('decodeState).object')).toContain('| −0.02MB | to 0 |')
  })

  test('a frame that still calls others is not gone', () => {
    const gone = top(heaps, { filter: 'gone' }).rows
    for (const { cum } of gone) expect(cum.new).toBe(0)
    const object = top(heaps).rows.find(
      ({ frame }) => frame.name === 'encoding/json.(*decodeState).object',
    )!
    expect([object.flat.state, object.cum.state, object.state]).toEqual(['gone', 'grew', 'shrank'])
  })
})

describe('a frame that calls others now, or did', () => {
  const states = async (request: Partial<CompareTopRequest>) => {
    const session = await compare(
      fromStacks('main main main.once\nmain.loop . .\na . .\n---\ncpu/ns  10  5  3'),
      fromStacks('main main main.fresh\nmain.loop main.loop b\na . .\n---\ncpu/ns  10  5  3'),
    )
    const { rows, counts } = top(session, request)
    return { counts, states: rows.map(({ frame, state }) => `${frame.name} ${state}`).sort() }
  }

  test('is new or gone only where a side has neither of its values', async () => {
    expect((await states({ filter: 'all' })).states).toEqual([
      'a same',
      'b new',
      'main shrank',
      'main.fresh new',
      'main.loop grew',
      'main.once gone',
    ])
    expect((await states({ filter: 'new' })).states).toEqual(['b new', 'main.fresh new'])
    expect((await states({ filter: 'gone' })).states).toEqual(['main.once gone'])
  })

  test('is so whichever value the frames are listed by', async () => {
    const { counts } = await states({ metric: 'cum' })
    expect(counts).toMatchObject({ new: 2, gone: 1 })
    expect((await states({ metric: 'flat' })).counts).toMatchObject({ new: 2, gone: 1 })
  })
})

import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { report } from '../../../../../src/engine/pprof.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../../../../src/engine/select/options.ts'
import type { FlameAnswer, FlameShape } from '../../../../../src/engine/session/answers.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const options = { ...DEFAULT_OPTIONS, mean: true, trim: false, nodecount: 0 }

function flame(session: EngineSession, shape: Partial<FlameShape> = {}): FlameAnswer {
  return ask(session, 'flame', {
    options,
    root: [],
    from: 0,
    to: 1,
    width: 1e9,
    minWidth: 1e-9,
    search: { text: '', regexp: false, matchCase: false },
    shape: { direction: 'down', frame: '', collapse: false, order: 'size', ...shape },
  })
}

/** Frames row by row: `name total self`. */
const said = ({ node, frame, frames, total, self }: FlameAnswer): string[] =>
  Array.from(node, (_, i) => `${frames[frame[i]!]!.name} ${total[i]} ${self[i]}`)

describe('under a mean', () => {
  const session = new EngineSession(
    fromStacks(`
      main   main   main   idle
      lock   lock   wait   .
      ---
      contentions/count  2   3   5   2
      delay/nanoseconds  20  60  10  0
    `),
  )

  test('values are divided frame by frame, while widths go by what is divided', () => {
    const answer = flame(session)
    expect(said(answer)).toEqual(['root 7 0', 'main 9 0', 'lock 16 16', 'wait 2 2'])
    expect(Array.from(answer.w, (w) => Math.round(w * 90))).toEqual([90, 90, 80, 10])
  })

  test('what is a frame’s own is a share of its width', () => {
    const split = new EngineSession(
      fromStacks(`
        main   main
        .      lock
        ---
        contentions/count  1   3
        delay/nanoseconds  20  60
      `),
    )
    const { self, total, selfShare } = flame(split)
    expect(Array.from(total)).toEqual([20, 20, 20])
    expect(Array.from(self)).toEqual([0, 20, 20])
    expect(Array.from(selfShare)).toEqual([0, 0.25, 1])
  })

  test('direct repeats as one are divided as one', () => {
    const repeats = new EngineSession(
      fromStacks(`
        walk   walk
        .      walk
        ---
        contentions/count  1   3
        delay/nanoseconds  20  40
      `),
    )
    expect(said(flame(repeats))).toEqual(['root 15 0', 'walk 15 20', 'walk 13 13'])
    expect(said(flame(repeats, { collapse: true }))).toEqual(['root 15 0', 'walk 15 15'])
  })
})

describe.each(['mutex.pb.gz', 'heap.4.pb.gz'])('the means of %s', async (name) => {
  const bytes = await readFile(new URL(`../../../../fixtures/profiles/${name}`, import.meta.url))
  const { profile } = await loadProfile(new Uint8Array(bytes))
  const session = new EngineSession(profile)
  const measure = session.measure(options)
  const lines = [...(report(profile, { name: 'top', options }) as Iterable<string>)]
  /** Of each row of the report: flat, cum, name. */
  const rows = lines
    .slice(lines.findIndex((line) => line.includes('sum%')) + 1)
    .map((line) => line.trim().split(/\s+/))
    .map(([flat, , , cum, , ...words]) => [
      flat!,
      cum!,
      words.join(' ').replace(/ \(.*inline\)$/, ''),
    ])

  test('are the flat values of the report, from the leaves up', () => {
    const { frame, frames, depth, total } = flame(session, { direction: 'up' })
    const flats = new Map<string, string>()
    for (const [i, value] of total.entries()) {
      if (depth[i] === 1) flats.set(frames[frame[i]!]!.name, measure.formatShown(value))
    }
    expect(flats.size).toBeGreaterThan(0)
    for (const [flat, , of] of rows) expect([of, flats.get(of!) ?? '0']).toEqual([of, flat])
  })

  test('are the cum of the report for a frame with its callers and callees', () => {
    expect(rows.length).toBeGreaterThan(0)
    for (const [, cum, frame] of rows) {
      for (const direction of ['callers', 'callees'] as const) {
        const [value] = flame(session, { direction, frame: frame! }).total
        expect([frame, measure.formatShown(value!)]).toEqual([frame, cum])
      }
    }
  })

  test('add up to the total of the page', () => {
    expect(flame(session).total[0]).toBe(ask(session, 'header', { options }).shown)
  })
})

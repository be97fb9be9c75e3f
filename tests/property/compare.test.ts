import fc from 'fast-check'
import { expect, test } from 'vitest'
import { combine, compareWithBase } from '../../src/engine/combine/base.ts'
import { type Mode, ProfilePair, type Scaled } from '../../src/engine/compare/pair.ts'
import { report } from '../../src/engine/pprof.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { askPair } from '../../src/engine/questions/compare-questions.ts'
import { ask } from '../../src/engine/questions/questions.ts'
import type { Options } from '../../src/engine/select/options.ts'
import { totalOf } from '../../src/engine/select/weights.ts'
import type { FlameShape } from '../../src/engine/session/answers.ts'
import type { Change, ChangeState, CompareWidth } from '../../src/engine/session/compare-answers.ts'
import { CompareSession } from '../../src/engine/session/compare-session.ts'
import { EngineSession } from '../../src/engine/session/session.ts'
import {
  options as anyOptions,
  type PlainProfile,
  plainProfile,
  tablesOf,
} from './plain-profile.ts'

const NO_SEARCH = { text: '', regexp: false, matchCase: false }

const modes: fc.Arbitrary<Mode> = fc.record({ diff: fc.boolean(), normalize: fc.boolean() })

/** Those, and amounts per second, which pprof has not. */
const allModes: fc.Arbitrary<Mode> = fc.oneof(
  modes,
  fc.record({ diff: fc.boolean(), normalize: fc.constant(false), perSecond: fc.constant(true) }),
)

/** Every call makes tables of its own, as two files do; they are recorded for unlike times. */
const openPair = (now: PlainProfile, old: PlainProfile): Promise<ProfilePair> =>
  ProfilePair.open([recorded(now, 7_000_000_019n)], [recorded(old, 3_000_000_007n)])

function recorded(plain: PlainProfile, durationNanos: bigint): Scaled {
  const profile = tablesOf(plain)
  return { profile: { ...profile, header: { ...profile.header, durationNanos } }, scale: 1 }
}

const session = async (now: PlainProfile, old: PlainProfile): Promise<CompareSession> =>
  new CompareSession(await openPair(now, old))

const everything = (options: Options, mode: Mode) =>
  ({
    options,
    mode,
    metric: 'cum',
    column: 'change',
    reverse: false,
    filter: 'all',
    minimum: { value: 0, percent: 0 },
    search: NO_SEARCH,
    onlyMatches: false,
    from: 0,
    to: 1000,
  }) as const

/** Every change that the answers about two profiles have. */
function changes(compared: CompareSession, options: Options, mode: Mode): Change[] {
  const { rows } = askPair(compared, 'compare-top', everything(options, mode))
  const { total, shown, sampleTypes, byFlat, byCum } = askPair(compared, 'compare-summary', {
    options,
    mode,
  })
  const cards = rows.map(({ frame: { key } }) =>
    askPair(compared, 'compare-frame', { options, mode, key }),
  )
  return [
    ...rows.flatMap(({ flat, cum }) => [flat, cum]),
    ...cards.flatMap(({ flat, cum, callers, callees }) => [
      flat,
      cum,
      ...[...callers, ...callees].map(({ change }) => change),
    ]),
    ...[total, shown, ...sampleTypes],
    ...[byFlat, byCum].flatMap((contributor) => contributor?.change ?? []),
  ]
}

test('a profile against itself has changed nowhere', async () => {
  await fc.assert(
    fc.asyncProperty(plainProfile, anyOptions, fc.boolean(), async (one, options, diff) => {
      const mode = { diff, normalize: false }
      const compared = await session(one, one)
      for (const { old, new: now, delta, deltaText, state } of changes(compared, options, mode)) {
        expect({ now, delta, deltaText, state }).toEqual({
          now: old,
          delta: 0,
          deltaText: '0',
          state: 'same',
        })
      }
      const { byFlat, byCum } = askPair(compared, 'compare-summary', { options, mode })
      expect([byFlat, byCum]).toEqual([null, null])
    }),
  )
})

test('what is old and what has changed is what is new', async () => {
  await fc.assert(
    fc.asyncProperty(
      plainProfile,
      plainProfile,
      anyOptions,
      allModes,
      async (a, b, options, mode) => {
        for (const { old, new: now, delta } of changes(await session(a, b), options, mode)) {
          // Adding 0 makes no difference but to turn -0 into 0.
          expect(old + delta + 0).toBe(now + 0)
        }
      },
    ),
  )
})

test('the other way round only the signs differ', async () => {
  await fc.assert(
    fc.asyncProperty(
      plainProfile,
      plainProfile,
      anyOptions,
      fc.boolean(),
      async (a, b, chosen, diff) => {
        const mode = { diff, normalize: false }
        const options = { ...chosen, drop_negative: false, unit: 'ns' }
        const values = async (now: PlainProfile, old: PlainProfile, swap: boolean) => {
          const answer = askPair(await session(now, old), 'compare-top', everything(options, mode))
          return answer.rows
            .map(({ frame, flat, cum }) =>
              [frame.name, ...[flat, cum].flatMap((change) => words(change, swap))].join(' '),
            )
            .sort()
        }
        expect(await values(a, b, false)).toEqual(await values(b, a, true))
      },
    ),
  )
})

/** A change in words, as it is or as it would be the other way round. */
function words({ oldText, newText, deltaText, state }: Change, swap: boolean): string[] {
  if (!swap) return [oldText, newText, deltaText, state]
  const sign = deltaText.replace(/^[+−]/, (own) => (own === '+' ? '−' : '+'))
  return [newText, oldText, sign, TURNED[state]]
}

const TURNED: Readonly<Record<ChangeState, ChangeState>> = {
  new: 'gone',
  gone: 'new',
  grew: 'shrank',
  shrank: 'grew',
  same: 'same',
}

/** The rows of the report: flat, flat%, sum%, cum, cum%, name. */
function reportRows(profile: Profile, options: Options): string[] {
  const lines = [...(report(profile, { name: 'top', options }) as Iterable<string>)]
  const heading = lines.findIndex((line) => /^\s+flat\s+flat%/.test(line))
  return lines.slice(heading + 1).map((line) => line.trim().replace(/\s+/g, ' '))
}

test('the table of each mode is the report of what pprof merges', async () => {
  await fc.assert(
    fc.asyncProperty(plainProfile, plainProfile, anyOptions, modes, async (a, b, chosen, mode) => {
      const options = { ...chosen, trim: false, nodecount: 0 }
      const { rows } = ask(new EngineSession((await openPair(a, b)).difference(mode)), 'top', {
        options,
        column: options.sort === 'cum' ? 'cum' : 'flat',
        reverse: false,
        search: NO_SEARCH,
        onlyMatches: false,
        from: 0,
        to: 1000,
      })
      const texts = rows.map((row) =>
        [
          row.flatText,
          row.flatPercent,
          row.sumPercent,
          row.cumText,
          row.cumPercent,
          row.frame.name,
          row.inline,
        ]
          .join(' ')
          .trim()
          .replace(/\s+/g, ' '),
      )
      expect(texts).toEqual(reportRows(compareWithBase(tablesOf(a), tablesOf(b), mode), options))
    }),
  )
})

test('changes are printed as the report on the difference prints them', async () => {
  await fc.assert(
    fc.asyncProperty(plainProfile, plainProfile, anyOptions, modes, async (a, b, chosen, mode) => {
      // Means do not add up: pprof prints that of the merge, the table the change of the means.
      const options = { ...chosen, mean: false, trim: false, nodecount: 0, sort: 'cum' as const }
      const difference = new EngineSession((await openPair(a, b)).difference(mode))
      const { rows } = ask(difference, 'top', {
        options,
        column: 'cum',
        reverse: false,
        search: NO_SEARCH,
        onlyMatches: false,
        from: 0,
        to: 1000,
      })
      const compared = await session(a, b)
      const answer = askPair(compared, 'compare-top', everything(options, mode))
      const changed = answer.rows.filter(({ flat, cum }) => flat.delta !== 0 || cum.delta !== 0)
      const plain = (text: string): string => text.replace(/^\+/, '').replace('−', '-')
      const unsigned = (text: string): string => text.replace(/^[+−]/, '')
      const sorted = (texts: string[]): string[] => texts.sort()
      expect(
        sorted(
          changed.map(({ frame, flat, cum }) =>
            [
              frame.name,
              plain(flat.deltaText),
              unsigned(flat.shareText),
              plain(cum.deltaText),
              unsigned(cum.shareText),
            ].join(' '),
          ),
        ),
      ).toEqual(
        sorted(
          rows.map(({ frame, flatText, flatPercent, cumText, cumPercent }) =>
            [frame.name, flatText, flatPercent, cumText, cumPercent].join(' '),
          ),
        ),
      )
    }),
  )
})

test('profiles add up to the same reports in any grouping', () => {
  fc.assert(
    fc.property(plainProfile, plainProfile, plainProfile, anyOptions, (a, b, c, options) => {
      const text = (profile: Profile) => [
        ...(report(profile, { name: 'top', options }) as Iterable<string>),
      ]
      const left = combine([combine([tablesOf(a), tablesOf(b)]), tablesOf(c)])
      const right = combine([tablesOf(a), combine([tablesOf(b), tablesOf(c)])])
      expect(text(left)).toEqual(text(right))
    }),
  )
})

const shapes: fc.Arbitrary<FlameShape> = fc.record({
  direction: fc.constantFrom('down', 'up'),
  frame: fc.constant(''),
  collapse: fc.boolean(),
  order: fc.constantFrom('size', 'name'),
})

test('a picture of both has the values of each side, and widths that children share', async () => {
  await fc.assert(
    fc.asyncProperty(
      plainProfile,
      plainProfile,
      anyOptions,
      allModes,
      fc.constantFrom<CompareWidth>('old', 'new', 'sum', 'delta'),
      shapes,
      async (a, b, chosen, mode, by, shape) => {
        // Means of both do not add up to one of both together.
        const options = by === 'old' || by === 'new' ? chosen : { ...chosen, mean: false }
        const compared = await session(a, b)
        const view = { root: [], from: 0, to: 1, width: 1e6, minWidth: 0, search: NO_SEARCH, shape }
        const answer = askPair(compared, 'compare-flame', { ...view, options, mode, by })
        const { old, new: now, total, node } = answer
        expect([old.length, now.length]).toEqual([node.length, node.length])
        for (let i = 0; i < node.length; i++) {
          if (by === 'old') expect(total[i]).toBe(old[i])
          if (by === 'new') expect(total[i]).toBe(now[i])
          if (by === 'sum') expect(total[i]).toBe(now[i]! + old[i]!)
          if (by === 'delta') {
            expect(total[i]).toBeGreaterThanOrEqual(Math.abs(now[i]! - old[i]!))
          }
        }
      },
    ),
  )
})

test('what 100 % is needs no samples of the difference', async () => {
  await fc.assert(
    fc.asyncProperty(
      plainProfile,
      plainProfile,
      allModes,
      fc.boolean(),
      async (now, old, mode, mean) => {
        const pair = await openPair(now, old)
        const difference = pair.difference(mode)
        for (const column of pair.values.sampleTypes.keys()) {
          const value = { column, mean }
          expect(pair.totalOf(mode, value)).toBe(totalOf(difference, value, null))
        }
      },
    ),
  )
})

test('what is said of the difference as a whole needs no samples of it either', async () => {
  await fc.assert(
    fc.asyncProperty(
      plainProfile,
      plainProfile,
      anyOptions,
      allModes,
      async (now, old, options, mode) => {
        const compared = await session(now, old)
        const { unmatched: _, ...said } = askPair(compared, 'compare-header', { options, mode })
        const { unmatched: __, ...expected } = ask(compared.difference(mode), 'header', { options })
        // A difference without samples is no sign of a profiler that was off.
        expect(said).toEqual({ ...expected, whyEmpty: '', changes: null })
      },
    ),
  )
})

test('per second, both sides and their difference are what their recordings have in one', async () => {
  await fc.assert(
    fc.asyncProperty(plainProfile, plainProfile, anyOptions, async (a, b, chosen) => {
      const options = { ...chosen, mean: false, drop_negative: false }
      const compared = await session(a, b)
      const valuesIn = (mode: Mode) => {
        const { rows } = askPair(compared, 'compare-top', everything(options, mode))
        return new Map(rows.map(({ frame, flat, cum }) => [frame.key, { flat, cum }]))
      }
      const plain = valuesIn({ diff: false, normalize: false })
      const rates = valuesIn({ diff: false, normalize: false, perSecond: true })
      for (const [key, { flat, cum }] of plain) {
        const rate = rates.get(key)
        for (const [amount, second] of [
          [flat, rate?.flat],
          [cum, rate?.cum],
        ] as const) {
          expect(second?.old ?? 0).toBeCloseTo(amount.old / 3.000000007, 3)
          expect(second?.new ?? 0).toBeCloseTo(amount.new / 7.000000019, 3)
        }
      }
    }),
  )
})

test('both sides number and order their frames alike', async () => {
  await fc.assert(
    fc.asyncProperty(
      plainProfile,
      plainProfile,
      anyOptions,
      shapes,
      async (a, b, options, shape) => {
        const compared = await session(a, b)
        const mode = { diff: false, normalize: false }
        const view = { root: [], from: 0, to: 1, width: 1e6, minWidth: 0, search: NO_SEARCH, shape }
        const drawn = (by: CompareWidth) => {
          const answer = askPair(compared, 'compare-flame', { ...view, options, mode, by })
          return Array.from(
            answer.node,
            (node, i) => `${node} ${answer.frames[answer.frame[i]!]!.name}`,
          )
        }
        const [old, now] = [drawn('old'), drawn('new')]
        // Row by row: what both sides show stands in one order.
        expect(old.filter((frame) => now.includes(frame))).toEqual(
          now.filter((frame) => old.includes(frame)),
        )
      },
    ),
  )
})

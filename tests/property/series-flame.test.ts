import fc from 'fast-check'
import { expect, test } from 'vitest'
import { frameKind } from '../../src/engine/goroutines/frame-kind.ts'
import { ProfileBuilder } from '../../src/engine/profile/builder.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import type { SeriesOf, SeriesWidth } from '../../src/engine/questions/series/answers.ts'
import { askSeries } from '../../src/engine/questions/series-questions.ts'
import { DEFAULT_OPTIONS } from '../../src/engine/select/options.ts'
import { SeriesSession } from '../../src/engine/session/series-session.ts'
import { EngineSession } from '../../src/engine/session/session.ts'
import { modelOf, pathOf, stackOf } from '../../src/views/picture/model.ts'

interface Call {
  readonly name: string
  readonly line: number
}

interface Sample {
  /** The outermost first. */
  readonly calls: readonly Call[]
  readonly value: number
}

const call: fc.Arbitrary<Call> = fc.record({
  name: fc.constantFrom(
    ...['main.main', 'main.serve', 'main.leak', 'example.com/dep.run', 'net/http.serve'],
    ...['runtime.gopark', 'runtime.goexit'],
  ),
  line: fc.constantFrom(0, 7, 8),
})

const sample: fc.Arbitrary<Sample> = fc.record({
  calls: fc.array(call, { maxLength: 6 }),
  value: fc.integer({ min: 0, max: 20 }),
})

const snapshots = fc.array(fc.array(sample, { maxLength: 8 }), { minLength: 2, maxLength: 4 })

/** Where the function of a dependency is told by. */
const fileOf = (name: string): string => (name.includes('dep') ? '/pkg/mod/dep.go' : 'own.go')

function profileOf(samples: readonly Sample[]): Profile {
  const builder = new ProfileBuilder([{ type: 'inuse_space', unit: 'bytes' }])
  for (const { calls, value } of samples) {
    const stack = calls.map(({ name, line }) =>
      builder.addLocation({
        lines: [{ function: builder.addFunction({ name, file: fileOf(name) }), line }],
      }),
    )
    builder.addSample(stack.reverse(), [value])
  }
  return builder.build()
}

/** A stack down to its front, the slow and obvious way. */
function pathDown({ calls }: Sample): string[] {
  const names = calls.map(({ name }) => name)
  while (names[0] === 'runtime.goexit') names.shift()
  for (const kind of ['own', 'dependency', 'standard', 'runtime'] as const) {
    const front = names.findLastIndex((name) => frameKind(name, fileOf(name)) === kind)
    if (front >= 0) return names.slice(0, front + 1)
  }
  return []
}

/** Values by path, one for each snapshot: every sample is added to all that lead to it. */
function slowSums(series: readonly (readonly Sample[])[]): Map<string, number[]> {
  const sums = new Map<string, number[]>()
  for (const [i, samples] of series.entries()) {
    for (const one of samples) {
      const path = pathDown(one)
      for (let length = 0; length <= path.length; length++) {
        const key = path.slice(0, length).join(' > ')
        const values = sums.get(key) ?? series.map(() => 0)
        values[i]! += one.value
        sums.set(key, values)
      }
    }
  }
  return sums
}

/** By line of what a path ends in: how much more the last snapshot has of it than the first. */
function slowGrowth(series: readonly (readonly Sample[])[], path: string): Map<number, number> {
  const growth = new Map<number, number>()
  for (const [i, samples] of series.entries()) {
    const sign = Number(i === series.length - 1) - Number(i === 0)
    for (const { calls, value } of samples) {
      const begun = calls.slice(calls.findIndex(({ name }) => name !== 'runtime.goexit'))
      const called = begun.find((_, at) => {
        const names = begun.slice(0, at + 1).map(({ name }) => name)
        return names.join(' > ') === path
      })
      if (!called || !`${pathDown({ calls, value }).join(' > ')} > `.startsWith(`${path} > `))
        continue
      growth.set(called.line, (growth.get(called.line) ?? 0) + sign * value)
    }
  }
  return growth
}

test.each<SeriesWidth>(['all', 'last'])(
  'the flame graph of a series has what its samples add up to, by %s',
  async (by) => {
    await fc.assert(
      fc.asyncProperty(snapshots, async (series) => {
        const members = series.map((samples, i) => ({
          session: new EngineSession(profileOf(samples)),
          name: `heap.${i}`,
          taken: 0,
        }))
        const of: SeriesOf = {
          options: DEFAULT_OPTIONS,
          names: members.map(({ name }) => name),
          given: true,
        }
        const answers = new SeriesSession()
        const answer = await askSeries(answers, 'series-flame', members, {
          ...{ ...of, by, root: [], from: 0, to: 1, width: 1e9, minWidth: 0 },
          search: { text: '', regexp: false, matchCase: false },
        })
        const model = modelOf(answer)
        const shown = new Map<string, readonly number[]>()
        for (let i = 0; i < answer.node.length; i++) {
          const path = pathOf(model, i)
          const { values, line } = await askSeries(answers, 'series-node', members, { ...of, path })
          expect([answer.old[i], answer.new[i]]).toEqual([values[0], values.at(-1)])
          const name = stackOf(model, i).join(' > ')
          shown.set(name, values)
          const growth = slowGrowth(series, name)
          if (name === '') expect(line).toBe(0)
          else expect(growth.get(line)).toBe(Math.max(...growth.values()))
        }
        const expected = [...slowSums(series)].filter(([, values]) =>
          by === 'last' ? values.at(-1)! > 0 : values.some((value) => value > 0),
        )
        expect(shown).toEqual(new Map(expected))
      }),
    )
  },
)

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { report } from '../../../../../src/engine/pprof.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'

const { profile } = await loadProfile(
  readFileSync(new URL('../../../../fixtures/profiles/cpu.pb.gz', import.meta.url)),
)
const session = new EngineSession(profile)

function namesWith(text: string, options: Partial<Options> = {}, limit = 50) {
  return ask(session, 'names', { text, limit, options: { ...DEFAULT_OPTIONS, ...options } })
}

/** Rows of `top -cum` as [cum, cum%, name]. */
function topRows(from: typeof profile, options: Partial<Options>): string[][] {
  const set: Options = { ...DEFAULT_OPTIONS, trim: false, sort: 'cum', ...options }
  const lines = [...(report(from, { name: 'top', options: set }) as Iterable<string>)]
  return lines
    .map((line) => /^ *\S+ +\S+ +\S+ +(\S+) +(\S+) {2}(.*?)( \((partial-)?inline\))?$/.exec(line))
    .flatMap((match) => (match && match[1] !== 'cum' ? [match.slice(1, 4)] : []))
}

test.each([
  ['json', {}],
  ['JSON value', {}],
  ['runtime.', { focus: 'json' }],
  ['encode', { granularity: 'lines' }],
] as const)('%j finds the rows of top -cum that have its words', (text, options) => {
  const words = text.toLowerCase().split(' ')
  const rows = topRows(profile, options).filter(([, , name]) =>
    words.every((word) => name!.toLowerCase().includes(word)),
  )
  const { names, count } = namesWith(text, options)
  expect(rows.length).toBeGreaterThan(2)
  expect(count).toBe(rows.length)
  expect(names.map(({ cumText, cumPercent, frame }) => [cumText, cumPercent, frame.name])).toEqual(
    rows.slice(0, 50),
  )
})

test('no more than the limit are given, and all are counted', () => {
  const all = namesWith('runtime', {}, 1000)
  const few = namesWith('runtime', {}, 3)
  expect(few.names).toEqual(all.names.slice(0, 3))
  expect(few.count).toBe(all.names.length)
  expect(namesWith('no such name')).toEqual({ names: [], count: 0 })
})

test('the filtered profile is a file that reports what the filters left', async () => {
  const filters = { focus: 'json', hide: '^runtime' }
  const options = { ...DEFAULT_OPTIONS, ...filters }
  const { bytes } = ask(session, 'filtered-profile', { options })
  const again = (await loadProfile(bytes)).profile
  const relative = { relative_percentages: true }
  expect(topRows(again, relative)).toEqual(topRows(profile, { ...filters, ...relative }))
  expect(again.samples.count).toBeLessThan(profile.samples.count)
})

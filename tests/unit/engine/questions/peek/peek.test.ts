import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { report } from '../../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import type {
  PeekAnswer,
  PeekLine,
  PeekRequest,
} from '../../../../../src/engine/questions/peek/peek.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const NO_SEARCH = { text: '', regexp: false, matchCase: false }

function askPeek(
  session: EngineSession,
  request: Partial<PeekRequest> = {},
  options: Partial<Options> = {},
): PeekAnswer {
  return ask(session, 'peek', {
    regexp: '',
    name: '',
    search: NO_SEARCH,
    open: [],
    from: 0,
    to: 1e6,
    ...request,
    options: { ...DEFAULT_OPTIONS, ...options },
  })
}

async function recorded(name: string): Promise<Profile> {
  const bytes = await readFile(new URL(`../../../../fixtures/profiles/${name}`, import.meta.url))
  return (await loadProfile(new Uint8Array(bytes))).profile
}

/** Lines without padding, less the header and the rules. */
function printed(profile: Profile, regexp: string, options: Options): string[] {
  const lines = [...(report(profile, { name: 'peek', options, regexp }) as Iterable<string>)]
  const rows = lines.slice(lines.findIndex((line) => line.includes('calls%')) + 1)
  return rows
    .filter((line) => !line.startsWith('---'))
    .map((line) => line.trim().replace(/\s+/g, ' '))
}

/** The same of an answer, as the report would print it. */
function said(line: PeekLine): string[] {
  switch (line.kind) {
    case 'frame': {
      const { flatText, flatPercent, sumPercent, cumText, cumPercent, frame } = line
      return [`${flatText} ${flatPercent} ${sumPercent} ${cumText} ${cumPercent} | ${frame.name}`]
    }
    case 'caller':
    case 'callee': {
      const { valueText, percent, frame, inline } = line
      return [`${valueText} ${percent} | ${frame.name}${inline ? ' (inline)' : ''}`]
    }
    default:
      return []
  }
}

describe('every line is as the report prints it', () => {
  const cases: readonly (readonly [string, string, Partial<Options>])[] = [
    ['cpu.pb.gz', 'runtime', {}],
    ['cpu.pb.gz', 'json|sort', { sort: 'cum', granularity: 'lines' }],
    ['cpu.pb.gz', '.', { focus: 'json', hide: 'reflect', noinlines: true }],
    ['cpu.pb.gz', 'main', { granularity: 'files', relative_percentages: true, ignore: 'sort' }],
    ['heap.4.pb.gz', '.', { sample_index: 'alloc_space', mean: true }],
    ['heap.4.pb.gz', 'main', { sample_index: 'inuse_objects', unit: 'count' }],
    ['goroutine.4.pb.gz', '.', { show_from: 'main', drop_negative: true }],
    ['mutex.pb.gz', '.', {}],
  ]
  test.each(cases)('%s peek=%s %o', async (name, regexp, changed) => {
    const profile = await recorded(name)
    const session = new EngineSession(profile)
    const folded = askPeek(session, { regexp }, changed)
    const open = folded.lines.flatMap((line) => (line.kind === 'more' ? [line.list] : []))
    const { lines } = askPeek(session, { regexp, open }, changed)
    const expected = printed(profile, regexp, { ...DEFAULT_OPTIONS, ...changed })
    expect(expected.length).toBeGreaterThan(2)
    const found = lines.flatMap(said)
    expect(found).toHaveLength(expected.length)
    // The view shows in another unit what the report's rounds to 0.
    const rounded = (line: string, i: number) => (/\b0 /.test(expected[i]!) ? expected[i] : line)
    expect(found.map(rounded)).toEqual(expected)
    expect(found.filter((line, i) => line !== expected[i]).length).toBeLessThan(found.length / 4)
  })
})

describe('which frames are shown', () => {
  const session = new EngineSession(
    fromStacks(`
      main   main   gc
      serve  serve  .
      json   sort   .
      ---
      cpu/nanoseconds  10000000  20000000  30000000
    `),
  )
  const shown = (answer: PeekAnswer): string[] =>
    answer.lines.flatMap((line) => (line.kind === 'frame' ? [line.frame.name] : []))

  test('the named one; without a name the largest by cum, the first of these by name', () => {
    expect(shown(askPeek(session, { name: 'serve' }))).toEqual(['serve'])
    expect(shown(askPeek(session))).toEqual(['gc'])
    expect(shown(askPeek(session, {}, { focus: 'json' }))).toEqual(['json'])
  })

  test('all that the regexp matches, in the order of the report, whatever the name', () => {
    const answer = askPeek(session, { regexp: 'er|sort', name: 'gc' })
    expect(shown(answer)).toEqual(['sort', 'serve'])
    expect(answer).toMatchObject({ frames: 2, first: 'sort', problem: '' })
  })

  test('none, and why', () => {
    expect(askPeek(session, { regexp: 'nothing' }).problem).toBe(
      'no matches found for regexp: nothing',
    )
    expect(askPeek(session, { regexp: '(' }).problem).toMatch(
      /^parsing argument regexp \(: .*missing closing \)/,
    )
    expect(askPeek(session, { name: 'json' }, { focus: 'gc' })).toMatchObject({
      count: 0,
      problem: 'json is not in what the filters leave.',
    })
  })
})

describe('a long list', () => {
  const callees = Array.from({ length: 15 }, (_, i) => `f${String(i).padStart(2, '0')}`)
  const session = new EngineSession(
    fromStacks(`${callees.map(() => 'main').join(' ')}\n${callees.join(' ')}`),
  )

  test('shows the heaviest and says how many there are', () => {
    const { lines, count } = askPeek(session, { name: 'main' })
    expect(count).toBe(1 + 12 + 1)
    expect(lines.at(-1)).toMatchObject({ kind: 'more', of: 'callees', count: 15, open: false })
  })

  test('is shown whole where it is open', () => {
    const more = askPeek(session, { name: 'main' }).lines.at(-1)!
    if (more.kind !== 'more') throw new Error('no line stands for the rest')
    const { lines } = askPeek(session, { name: 'main', open: [more.list] })
    expect(lines).toHaveLength(1 + 15 + 1)
    expect(lines.at(-1)).toMatchObject({ kind: 'more', open: true, match: false })
  })

  test('says whether the search matches what it leaves out', () => {
    const search = { ...NO_SEARCH, text: 'f14' }
    const answer = askPeek(session, { name: 'main', search })
    expect(answer.matches).toBe(1)
    expect(answer.lines.at(-1)).toMatchObject({ kind: 'more', match: true })
  })
})

test('windows put together are the whole', async () => {
  const session = new EngineSession(await recorded('cpu.pb.gz'))
  const whole = askPeek(session, { regexp: '.' })
  const parts = Array.from({ length: Math.ceil(whole.count / 37) }, (_, i) =>
    askPeek(session, { regexp: '.', from: i * 37, to: i * 37 + 37 }),
  )
  expect(parts.flatMap(({ lines }) => lines)).toEqual(whole.lines)
  expect(whole.lines).toHaveLength(whole.count)
})

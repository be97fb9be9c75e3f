import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { report } from '../../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import type {
  TraceLine,
  TracesAnswer,
  TracesRequest,
} from '../../../../../src/engine/questions/traces/traces.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const NO_SEARCH = { text: '', regexp: false, matchCase: false }

function askTraces(
  session: EngineSession,
  request: Partial<TracesRequest> = {},
  options: Partial<Options> = {},
): TracesAnswer {
  return ask(session, 'traces', whole(request, options))
}

function whole(request: Partial<TracesRequest>, options: Partial<Options>): TracesRequest {
  return {
    order: 'file',
    search: NO_SEARCH,
    onlyMatches: false,
    folded: false,
    open: [],
    from: 0,
    to: 1e6,
    ...request,
    options: { ...DEFAULT_OPTIONS, ...options },
  }
}

async function recorded(name: string): Promise<Profile> {
  const bytes = await readFile(new URL(`../../../../fixtures/profiles/${name}`, import.meta.url))
  return (await loadProfile(new Uint8Array(bytes))).profile
}

/** The lines of the report behind its header, a list for each sample. */
function printed(profile: Profile, options: Options): string[][] {
  const lines = [...(report(profile, { name: 'traces', options }) as Iterable<string>)]
  const samples: string[][] = []
  for (const line of lines.slice(lines.findIndex((one) => one.startsWith('-----')))) {
    if (line.startsWith('-----')) samples.push([])
    else samples.at(-1)!.push(line)
  }
  return samples.slice(0, -1)
}

/** The lines of an answer as the report would print them. */
function said(lines: readonly TraceLine[]): string[][] {
  const samples: string[][] = []
  let column = ''
  for (const line of lines) {
    if (line.kind === 'sample') {
      const values = new Map<string, string[]>()
      for (const { key, text } of line.labels) values.set(key, [...(values.get(key) ?? []), text])
      samples.push(Array.from(values, ([key, texts]) => `${key.padStart(10)}:  ${texts.join(' ')}`))
      column = line.valueText.padStart(10)
    } else if (line.kind === 'frame') {
      samples.at(-1)!.push(`${column}   ${line.text}${line.inline ? ' (inline)' : ''}`)
      column = ' '.repeat(10)
    }
  }
  return samples
}

describe('every sample is as the report prints it', () => {
  const cases: readonly (readonly [string, Partial<Options>])[] = [
    ['cpu.pb.gz', {}],
    ['cpu.pb.gz', { granularity: 'lines', noinlines: true }],
    ['cpu.pb.gz', { granularity: 'addresses', showcolumns: true }],
    ['cpu.pb.gz', { focus: 'json', hide: 'reflect', sample_index: 'samples' }],
    ['cpu.pb.gz', { show_from: 'main\\.worker', prune_from: 'sort', tagfocus: 'route' }],
    ['cpu.pb.gz', { taghide: 'route', divide_by: 10, unit: 'ms' }],
    ['heap.4.pb.gz', { sample_index: 'alloc_space', mean: true }],
    ['heap.1.pb.gz', { ignore: 'runtime', relative_percentages: true }],
    ['goroutine.4.pb.gz', { tagshow: 'x', granularity: 'files' }],
    ['block.pb.gz', {}],
    ['cpu.pb.gz', { granularity: 'lines', trim_path: '/usr/lib/go-1.19/src' }],
    ['cpu.pb.gz', { granularity: 'filefunctions', source_path: '/home/x/go-1.19' }],
  ]
  test.each(cases)('%s %o', async (name, changed) => {
    const profile = await recorded(name)
    const expected = printed(profile, { ...DEFAULT_OPTIONS, ...changed })
    const answer = askTraces(new EngineSession(profile), {}, changed)
    expect(expected.length).toBeGreaterThan(0)
    expect(said(answer.lines)).toEqual(expected)
    expect(answer).toMatchObject({ samples: expected.length, shown: expected.length })
  })
})

describe('the order', () => {
  const session = new EngineSession(
    fromStacks(`
      main  gc  main  .
      json  .   sort  .
      ---
      cpu/nanoseconds  10  -30  20  5
    `),
  )
  const values = (request: Partial<TracesRequest>): string[] =>
    askTraces(session, request).lines.flatMap((line) =>
      line.kind === 'sample' ? [line.valueText] : [],
    )

  test('is as in the file, without the samples that have no stack', () => {
    expect(values({})).toEqual(['10ns', '-30ns', '20ns'])
  })

  test('or by absolute value', () => {
    expect(values({ order: 'value' })).toEqual(['-30ns', '20ns', '10ns'])
  })
})

describe('labels', () => {
  const profile = fromStacks(`
    a          b        c          d
    ---
    n/count    1        2          3      4
    @route     /a,b     /a         .      200
    #bytes/bytes  64    .          2048   .
    #id        .        7          7      .
    #gc_cycle  .        3          .      .
  `)
  const session = new EngineSession(profile)
  const labelled = askTraces(session).lines.flatMap((line) =>
    line.kind === 'sample' ? [line] : [],
  )

  test('are texts before numbers, in the unit that suits them', () => {
    const [first, second] = labelled
    expect(first!.labels.map(({ key, text }) => `${key} ${text}`)).toEqual([
      'route /a,b',
      'bytes 64B',
    ])
    expect(second!.labels.map(({ key }) => key)).toEqual(['route', 'gc_cycle', 'id'])
  })

  test('tell what tagfocus takes to find just the samples that have them', () => {
    for (const { labels } of labelled) {
      for (const { key, text, tagfocus } of labels) {
        const having = labelled.filter((one) =>
          one.labels.some((label) => label.key === key && label.text === text),
        )
        const left = askTraces(session, {}, { tagfocus }).lines.filter(
          ({ kind }) => kind === 'sample',
        )
        expect(left, tagfocus).toHaveLength(having.length)
      }
    }
  })
})

describe('a deep stack', () => {
  const names = Array.from({ length: 30 }, (_, i) => `f${i}`)
  const picture = names.map((name, i) => `${name} ${i === 0 ? 'short' : '.'}`)
  const session = new EngineSession(fromStacks(picture.join('\n')))
  const inWords = ({ lines }: TracesAnswer): string[] =>
    lines.map((line) => {
      if (line.kind === 'fold') return `${line.open ? 'open' : 'folded'} ${line.hidden}`
      return line.kind === 'frame' ? line.frame.name : 'sample'
    })

  test('is folded to its inner and outer end', () => {
    const answer = askTraces(session, { folded: true })
    expect(inWords(answer)).toEqual([
      'sample',
      ...names.slice(-12).reverse(),
      'folded 15',
      ...['f2', 'f1', 'f0'],
      ...['sample', 'short'],
    ])
    expect(answer.count).toBe(answer.lines.length)
  })

  test('shows all where it is open, or nothing is folded', () => {
    const open = inWords(askTraces(session, { folded: true, open: [0] }))
    expect(open[13]).toBe('open 15')
    expect(open.filter((_, i) => i !== 13)).toEqual(inWords(askTraces(session)))
  })

  test('hides no match: the fold says how many there are, and the walk opens it', () => {
    const search = { ...NO_SEARCH, text: 'f10' }
    const folded = { folded: true, search }
    expect(askTraces(session, folded).lines[13]).toMatchObject({ kind: 'fold', matches: 1 })
    const next = (line: number, step: 1 | -1) =>
      ask(session, 'trace-match', { ...whole(folded, {}), line, step })
    // The line that it is when the sample is open.
    expect(next(-1, 1)).toEqual({ line: 21, open: 0, name: 'f10' })
    expect(next(17, -1)).toEqual({ line: 21, open: 0, name: 'f10' })
    expect(inWords(askTraces(session, { ...folded, open: [0] }))[21]).toBe('f10')
  })
})

describe('the search', () => {
  const session = new EngineSession(
    fromStacks(`
      main  gc  main  json
      json  .   sort  .
    `),
  )
  const search = { ...NO_SEARCH, text: 'json' }

  test('marks frames, counts samples and leaves the others out on request', () => {
    const all = askTraces(session, { search })
    expect(all).toMatchObject({ shown: 4, matches: 2 })
    expect(all.lines.filter((line) => line.kind === 'frame' && line.match)).toHaveLength(2)
    expect(askTraces(session, { search, onlyMatches: true })).toMatchObject({
      shown: 2,
      samples: 4,
    })
  })

  test('walks from match to match, and round', () => {
    const next = (line: number, step: 1 | -1): number =>
      ask(session, 'trace-match', { ...whole({ search }, {}), line, step }).line
    // sample json main, sample gc, sample sort main, sample json
    expect([next(-1, 1), next(1, 1), next(9, 1)]).toEqual([1, 9, 1])
    expect([next(9, -1), next(1, -1)]).toEqual([1, 9])
    expect(
      ask(session, 'trace-match', {
        ...whole({ search: { ...search, text: 'none' } }, {}),
        line: -1,
        step: 1,
      }).line,
    ).toBe(-1)
  })
})

test('windows put together are the whole', async () => {
  const session = new EngineSession(await recorded('cpu.pb.gz'))
  const all = askTraces(session, { folded: true, order: 'value' })
  const parts = Array.from({ length: Math.ceil(all.count / 41) }, (_, i) =>
    askTraces(session, { folded: true, order: 'value', from: i * 41, to: i * 41 + 41 }),
  )
  expect(parts.flatMap(({ lines }) => lines)).toEqual(all.lines)
  expect(all.lines).toHaveLength(all.count)
})

test('the stack of a sample is told whole, outermost first', () => {
  const session = new EngineSession(
    fromStacks(`
      main@/src/app/main.go:3  gc
      json@/src/app/json.go:9  .
    `),
  )
  const stack = (row: number, options: Partial<Options> = {}) =>
    ask(session, 'trace-stack', { row, options: { ...DEFAULT_OPTIONS, ...options } }).stack
  expect(stack(0)).toEqual(['main', 'json'])
  expect(stack(1)).toEqual(['gc'])
  expect(stack(0, { granularity: 'lines', trim_path: '/src' })).toEqual([
    'main /src/app/main.go:3',
    'json /src/app/json.go:9',
  ])
})

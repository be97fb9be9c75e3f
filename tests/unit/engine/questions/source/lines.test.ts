import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { report } from '../../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../../src/engine/profile/profile.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import type {
  SourceAnswer,
  SourceRequest,
} from '../../../../../src/engine/questions/source/lines.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const profiles = new Map<string, Profile>()

beforeAll(async () => {
  for (const name of ['cpu.pb.gz', 'heap.4.pb.gz', 'mutex.pb.gz', 'block.pb.gz']) {
    const bytes = readFileSync(new URL(`../../../../fixtures/profiles/${name}`, import.meta.url))
    profiles.set(name, (await loadProfile(bytes)).profile)
  }
})

function askLines(
  session: EngineSession,
  request: Partial<SourceRequest>,
  options: Partial<Options> = {},
): SourceAnswer {
  return ask(session, 'source', {
    selected: '',
    file: '',
    scope: 'function',
    ...request,
    options: { ...DEFAULT_OPTIONS, ...options },
  })
}

/** Functions and what pprof's `list` prints of them: headers, and the lines that have values. */
function listed(profile: Profile, options: Partial<Options>): Map<string, string[]> {
  const lines = report(profile, {
    name: 'list',
    options: { ...DEFAULT_OPTIONS, ...options },
    regexp: '.',
    readSource: () => Array.from({ length: 20_000 }, () => ''),
  }) as Iterable<string>
  const functions = new Map<string, string[]>()
  let current: string[] = []
  for (const line of lines) {
    const routine = /^ROUTINE =+ (.*)$/.exec(line)
    if (routine) {
      current = []
      functions.set(routine[1]!, current)
    } else if (!/^ +\. +\. /.test(line)) current.push(line.trim())
  }
  return functions
}

/** The same texts, put together from the view's answer. */
function shown({ flatText, cumText, cumPercent, lines }: SourceAnswer): string[] {
  const rows = lines
    .filter((line) => line.line > 0 && (line.flatText !== '.' || line.cumText !== '.'))
    .map((line) => `${line.flatText} ${line.cumText} ${line.line}:`)
  return [`${flatText} ${cumText} (flat, cum) ${cumPercent} of Total`, ...rows]
}

/** The functions that are on some path more than once. */
function recursiveIn(session: EngineSession, options: Partial<Options>): ReadonlySet<string> {
  const { tree, frames, profile } = session.selection({
    ...DEFAULT_OPTIONS,
    ...options,
    granularity: 'functions',
  })
  const again = Array.from(tree.recursive.entries()).filter(([, recursive]) => recursive === 1)
  return new Set(again.map(([node]) => profile.strings.get(frames.name[tree.key[node]!]!)))
}

const plain = (text: string): string => text.replace(/ +/g, ' ')

describe('a function has the lines and the values of `list`', () => {
  test.each([
    ['cpu.pb.gz', {}],
    ['cpu.pb.gz', { focus: 'json', unit: 'us' }],
    ['cpu.pb.gz', { hide: '^runtime', noinlines: true, sample_index: 'samples' }],
    ['cpu.pb.gz', { granularity: 'filefunctions' }],
    ['heap.4.pb.gz', {}],
    ['heap.4.pb.gz', { sample_index: 'alloc_objects', mean: true }],
    ['mutex.pb.gz', {}],
    ['block.pb.gz', { relative_percentages: true, ignore: 'select' }],
  ] as const)('%s with %j', (name, options) => {
    const profile = profiles.get(name)!
    const session = new EngineSession(profile)
    const all = ask(session, 'sources', {
      options: { ...DEFAULT_OPTIONS, ...options },
      of: 'functions',
      sort: 'name',
      filter: '',
      from: 0,
      to: 10_000,
    }).rows
    const expected = listed(profile, options)
    const recursive = recursiveIn(session, options)
    expect(expected.size).toBeGreaterThan(2)
    const found = new Map(
      all.map(({ frame, name: of, file }) => {
        const answer = askLines(session, { selected: frame!.name, file }, options)
        return [`${of} in ${file}`, shown(answer).map(plain)]
      }),
    )
    expect([...found.keys()].sort()).toEqual([...expected.keys()].sort())
    for (const [routine, lines] of expected) {
      // The cum of a function that calls itself is less here: tests below.
      const from = recursive.has(routine.split(' in ')[0]!) ? 1 : 0
      const told = (of: readonly string[]) => of.map(plain).slice(from)
      expect([routine, told(found.get(routine)!)]).toEqual([routine, told(lines)])
    }
  })
})

describe('which file and function are shown', () => {
  const session = new EngineSession(
    fromStacks(`
      main@/a/main.go:1   main@/a/main.go:1   main@/a/main.go:1
      work@/a/work.go:10  work@/b/work.go:20  0x1234!/bin/lib.so
      leaf@/a/main.go:30  leaf@/a/main.go:30  .
      ---
      cpu/nanoseconds  10  30  5
    `),
  )

  test('a selected function is shown in its heaviest file, unless another of them is wanted', () => {
    expect(askLines(session, { selected: 'work' })).toMatchObject({
      function: 'work',
      file: '/b/work.go',
      files: ['/b/work.go', '/a/work.go'],
      start: 20,
      from: 15,
      to: 25,
    })
    expect(askLines(session, { selected: 'work', file: '/a/work.go' }).file).toBe('/a/work.go')
    expect(askLines(session, { selected: 'work', file: '/a/main.go' }).file).toBe('/b/work.go')
  })

  test('a file without a selection shows all its functions', () => {
    const answer = askLines(session, { file: '/a/main.go', scope: 'file' })
    expect(answer.function).toBe('')
    expect(answer.functions.map(({ name }) => name)).toEqual(['main', 'leaf'])
    expect(answer.lines.map(({ line, cumText }) => [line, cumText])).toEqual([
      [1, '45ns'],
      [30, '40ns'],
    ])
  })

  test('the cum of a file counts each path once, however often it is in the file', () => {
    expect(askLines(session, { file: '/a/main.go' })).toMatchObject({
      flatText: '40ns',
      cumText: '45ns',
      cumPercent: '100%',
    })
  })

  test('a frame of another granularity is understood', () => {
    const byLine = askLines(session, { selected: 'work /a/work.go:10' }, { granularity: 'lines' })
    expect(byLine).toMatchObject({ function: 'work', file: '/a/work.go', start: 10 })
    const byFile = askLines(session, { selected: '/a/main.go' }, { granularity: 'files' })
    expect(byFile).toMatchObject({ function: '', file: '/a/main.go' })
  })

  test('says why there is nothing to show', () => {
    expect(askLines(session, { selected: 'gone' }).none).toBe('not-there')
    expect(askLines(session, { selected: '[lib.so]' }).none).toBe('not-there')
    expect(askLines(session, { file: '/c.go' }).none).toBe('not-there')
    const unlined = new EngineSession(fromStacks('main\nwork'))
    expect(askLines(unlined, { selected: 'work' }).none).toBe('no-file')
    expect(askLines(unlined, {}).none).toBe('nothing-asked')
  })
})

describe('the function to begin with, where none is selected', () => {
  const first = (picture: string, options: Partial<Options> = {}) =>
    askLines(new EngineSession(fromStacks(picture)), {}, options).function

  test('is the heaviest of the program’s own, with the libraries that it calls', () => {
    const picture = `
      main.main@/a/main.go:1   main.main@/a/main.go:1    main.main@/a/main.go:1
      main.light@/a/main.go:9  main.heavy@/a/main.go:20  runtime.gc@/go/src/runtime/gc.go:7
      .                        json.Marshal@/go/pkg/mod/j@v1.0/j.go:3  .
      ---
      cpu/nanoseconds  10  30  25
    `
    expect(first(picture)).toBe('main.heavy')
    expect(first(picture, { ignore: 'heavy' })).toBe('main.main')
  })

  test('is the one that the findings name', () => {
    const profile = profiles.get('cpu.pb.gz')!
    const session = new EngineSession(profile)
    const { findings } = ask(session, 'findings', {})
    const named = findings.map(({ show }) => show.frame).find((frame) => frame.startsWith('main.'))
    expect(named).toBeDefined()
    expect(askLines(session, {}).function).toBe(named)
  })

  test('is the heaviest by itself where nothing is known to be own code', () => {
    expect(
      first(`
        start@/c/a.c:1  start@/c/a.c:1
        hash@/c/a.c:20  sort@/c/b.c:9
        ---
        cpu/nanoseconds  10  30
      `),
    ).toBe('sort')
  })

  test('none has a file: there is nothing to show', () => {
    expect(first('main\nwork')).toBe('')
  })
})

describe('a path counts once in a line and in a function, however often it goes through', () => {
  test('of a recursion, as drawn', () => {
    const session = new EngineSession(
      fromStacks(`
        f@/a.go:1  f@/a.go:1
        f@/a.go:2  f@/a.go:1
        f@/a.go:1  leaf@/a.go:9
        ---
        cpu/nanoseconds  10  30
      `),
    )
    const answer = askLines(session, { selected: 'f' })
    expect(answer).toMatchObject({ flatText: '10ns', cumText: '40ns', cumPercent: '100%' })
    expect(answer.lines.map(({ line, cumText }) => [line, cumText])).toEqual([
      [1, '40ns'],
      [2, '10ns'],
    ])
    // pprof adds up the lines: google/pprof#707.
    expect(listed(session.profile, {}).get('f in /a.go')?.[0]).toContain('50ns (flat, cum)')
  })

  test('of any stacks: what the sums over samples are', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.array(fc.tuple(fc.nat(3), fc.nat(2)), { minLength: 1, maxLength: 8 }),
            fc.integer({ min: 1, max: 1000 }),
          ),
          { minLength: 1, maxLength: 12 },
        ),
        (samples) => {
          const deepest = Math.max(...samples.map(([stack]) => stack.length))
          const rows = Array.from({ length: deepest }, (_, i) =>
            samples
              .map(([stack]) => stack[i])
              .map((frame) => (frame ? `f${frame[0]}@/a.go:${frame[0] * 10 + frame[1] + 1}` : '.'))
              .join(' '),
          )
          const values = `cpu/count ${samples.map(([, value]) => value).join(' ')}`
          const session = new EngineSession(fromStacks([...rows, '---', values].join('\n')))
          const whole = askLines(session, { file: '/a.go', scope: 'file' })
          const sum = (has: (of: number, at: number) => boolean) =>
            samples
              .filter(([stack]) => stack.some(([of, at]) => has(of, of * 10 + at + 1)))
              .reduce((total, [, value]) => total + value, 0)
          for (const { line, cumText } of whole.lines) {
            expect([line, cumText]).toEqual([line, String(sum((_, at) => at === line))])
          }
          for (const { name, cumText } of whole.functions) {
            expect([name, cumText]).toEqual([name, String(sum((of) => name === `f${of}`))])
          }
        },
      ),
    )
  })
})

test('the list of sources is searched, ordered and cut to the window', () => {
  const session = new EngineSession(
    fromStacks(`
      main@/a/main.go:1   main@/a/main.go:1   idle
      work@/a/work.go:10  rest@/b/rest.go:20  .
      ---
      cpu/nanoseconds  10  30  5
    `),
  )
  const list = (request: object) =>
    ask(session, 'sources', {
      options: DEFAULT_OPTIONS,
      of: 'functions',
      sort: 'cum',
      filter: '',
      from: 0,
      to: 10,
      ...request,
    })
  const names = (request: object) => list(request).rows.map(({ name, file }) => name || file)
  expect(names({})).toEqual(['main', 'rest', 'work', 'idle'])
  expect(names({ sort: 'flat' })).toEqual(['rest', 'work', 'idle', 'main'])
  expect(names({ sort: 'name', from: 1, to: 3 })).toEqual(['main', 'rest'])
  expect(names({ filter: 'WORK.go' })).toEqual(['work'])
  expect(names({ of: 'files' })).toEqual(['/a/main.go', '/b/rest.go', '/a/work.go'])
  expect(list({ of: 'files' }).rows[1]).toMatchObject({
    frame: null,
    flatText: '30ns',
    cumPercent: '66.67%',
  })
})

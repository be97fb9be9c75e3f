import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { loadProfile } from '../../../../../src/engine/load.ts'
import { report } from '../../../../../src/engine/pprof.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { moduleOf } from '../../../../../src/engine/questions/top/module.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import type { TopAnswer, TopRequest } from '../../../../../src/engine/session/answers.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const NO_SEARCH = { text: '', regexp: false, matchCase: false }

function top(
  session: EngineSession,
  request: Partial<TopRequest> = {},
  options: Partial<Options> = {},
): TopAnswer {
  return ask(session, 'top', {
    column: 'flat',
    reverse: false,
    search: NO_SEARCH,
    onlyMatches: false,
    from: 0,
    to: 1e5,
    ...request,
    options: { ...DEFAULT_OPTIONS, ...options },
  })
}

/** Rows as `name flat cum`, those in a group indented. */
function inWords({ rows }: TopAnswer): string[] {
  return rows.map(({ frame, group, flat, cum }) => {
    return `${group ? '' : '  '}${frame.name} ${flat} ${cum}`
  })
}

const session = new EngineSession(
  fromStacks(`
    main.main@main.go:1          main.main@main.go:1        runtime.gc@gc.go:1
    encoding/json.Marshal@e.go:1 github.com/a/b/v2/x.F@x.go:1  runtime.mark@mark.go:1
    encoding/json.encode@e.go:9  encoding/json.Marshal@e.go:1  .
    ---
    n/count  1  2  4
  `),
)

describe('a group', () => {
  test('adds up flat, and counts a path once in cum', () => {
    expect(inWords(top(session, { by: 'package', column: 'cum' }))).toEqual([
      'runtime 4 4',
      'encoding/json 3 3',
      'main 0 3',
      'github.com/a/b/v2/x 0 2',
    ])
  })

  test('shows its frames below it where it is open', () => {
    const answer = top(session, { by: 'package', open: ['encoding/json', 'gone'] })
    expect(inWords(answer)).toEqual([
      'runtime 4 4',
      'encoding/json 3 3',
      '  encoding/json.Marshal 2 3',
      '  encoding/json.encode 1 1',
      'github.com/a/b/v2/x 0 2',
      'main 0 3',
    ])
    expect(answer.rows[1]!.group).toEqual({ frames: 2, open: true })
    expect(answer.rows.map(({ sumPercent }) => sumPercent)).toEqual([
      '57.14%',
      '100%',
      '',
      '',
      '100%',
      '100%',
    ])
  })

  test('of a module or of a file', () => {
    const names = (by: 'module' | 'file') =>
      top(session, { by, column: 'name' }).rows.map(({ frame }) => frame.name)
    expect(names('module')).toEqual(['github.com/a/b/v2', 'main', 'std'])
    expect(names('file')).toEqual(['e.go', 'gc.go', 'main.go', 'mark.go', 'x.go'])
  })

  test('stands for those of its frames that the search matches', () => {
    const search = { ...NO_SEARCH, text: 'encode' }
    const marked = top(session, { by: 'package', search })
    expect(marked.rows.filter(({ match }) => match).map(({ frame }) => frame.name)).toEqual([
      'encoding/json',
    ])
    const only = top(session, { by: 'package', search, onlyMatches: true, open: ['encoding/json'] })
    expect(inWords(only)).toEqual(['encoding/json 3 3', '  encoding/json.encode 1 1'])
    expect(only.matches).toBe(1)
  })

  test('turns round with the order', () => {
    const names = (reverse: boolean) =>
      top(session, { by: 'file', reverse }).rows.map(({ frame }) => frame.name)
    expect(names(true)).toEqual(names(false).reverse())
  })
})

describe('a file is what pprof adds up with -files', () => {
  const cases: readonly (readonly [string, Partial<Options>])[] = [
    ['cpu.pb.gz', {}],
    ['cpu.pb.gz', { sort: 'cum', focus: 'json' }],
    ['cpu.pb.gz', { noinlines: true, hide: 'reflect' }],
    ['heap.4.pb.gz', { sample_index: 'alloc_space', mean: true }],
    ['goroutine.4.pb.gz', { relative_percentages: true, ignore: 'main' }],
  ]
  test.each(cases)('%s %o', async (name, changed) => {
    const bytes = await readFile(new URL(`../../../../fixtures/profiles/${name}`, import.meta.url))
    const { profile } = await loadProfile(new Uint8Array(bytes))
    const options = { ...DEFAULT_OPTIONS, ...changed, trim: false }
    const column = options.sort
    const grouped = top(new EngineSession(profile), { by: 'file', column }, options)
    const files = { ...options, granularity: 'files' } as const
    const expected = [...(report(profile, { name: 'top', options: files }) as Iterable<string>)]
    const rows = expected.slice(expected.findIndex((line) => line.includes('flat%')) + 1)
    expect(rows.length).toBeGreaterThan(2)
    const percents = grouped.rows.map((row) =>
      [row.flatPercent, row.sumPercent, row.cumPercent, row.frame.name].join(' '),
    )
    expect(percents).toEqual(
      rows.map((line) => {
        const [, flat, sum, , cum, ...file] = line.trim().split(/\s+/)
        return [flat, sum, cum, file.join(' ').replace(/ \((partial-)?inline\)$/, '')].join(' ')
      }),
    )
  })
})

test('paths are counted on request', () => {
  const paths = (request: Partial<TopRequest>) =>
    Object.fromEntries(top(session, request).rows.map(({ frame, paths }) => [frame.name, paths]))
  expect(paths({ paths: true })).toMatchObject({
    'main.main': 1,
    'encoding/json.Marshal': 2,
    'runtime.mark': 1,
  })
  expect(paths({})).toMatchObject({ 'encoding/json.Marshal': -1 })
})

test.each([
  ['runtime', 'std'],
  ['encoding/json', 'std'],
  ['vendor/golang.org/x/net/http2', 'std'],
  ['type:', 'std'],
  ['main', 'main'],
  ['leakdemo/internal/web', 'leakdemo'],
  ['github.com/google/pprof/internal/graph', 'github.com/google/pprof'],
  ['github.com/jackc/pgx/v5/pgconn', 'github.com/jackc/pgx/v5'],
  ['github.com/alone', 'github.com/alone'],
  ['golang.org/x/net/http2', 'golang.org/x/net'],
  ['google.golang.org/grpc/internal/transport', 'google.golang.org/grpc'],
  ['k8s.io/api/core/v1', 'k8s.io/api'],
  ['go.etcd.io/etcd/v3/raft', 'go.etcd.io/etcd/v3'],
  ['gopkg.in/yaml%2ev3', 'gopkg.in/yaml.v3'],
  ['gopkg.in/square/go-jose.v2/json', 'gopkg.in/square/go-jose.v2'],
  ['com.example.app', 'com.example.app'],
])('the package %s is of the module %s', (path, module) => {
  expect(moduleOf(path)).toBe(module)
})

import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { parseCommandLine } from '../../../src/cli/command-line.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../src/engine/select/options.ts'
import { pprofCommand } from '../../../src/store/command.ts'
import type { OnScreen } from '../../../src/store/view-descriptor.ts'
import { allViews } from '../../../src/store/view-list.ts'
import '../views.ts'

function command(screen: Partial<OnScreen>, profile = 'cpu.pb.gz'): string {
  const whole = {
    path: 'top',
    options: DEFAULT_OPTIONS,
    selected: '',
    fields: [],
    ...screen,
  } as const
  return pprofCommand(whole, profile)
}

/** The words that a shell makes of a command, `go tool pprof` left out. */
function asShell(line: string): string[] {
  const printed = execFileSync('sh', ['-c', `set -- ${line}; printf '%s\\0' "$@"`], {
    encoding: 'utf8',
  })
  return printed.split('\0').slice(3, -1)
}

describe('the pprof command', () => {
  test.each([
    ['flamegraph', 'go tool pprof -http=: cpu.pb.gz'],
    ['graph', 'go tool pprof -http=: cpu.pb.gz'],
    ['top', 'go tool pprof -top -trim=false cpu.pb.gz'],
    ['source', 'go tool pprof -list=. cpu.pb.gz'],
    ['peek', 'go tool pprof -peek=. cpu.pb.gz'],
    ['traces', 'go tool pprof -traces cpu.pb.gz'],
    ['labels', 'go tool pprof -tags cpu.pb.gz'],
    ['console', 'go tool pprof cpu.pb.gz'],
    ['details', 'go tool pprof -raw cpu.pb.gz'],
  ] as const)('of %s is %s', (path, line) => {
    expect(command({ path })).toBe(line)
  })

  test('is none where pprof cannot read one of the profiles', () => {
    expect(command({}, '')).toBe('')
    const screen = { path: 'top', options: DEFAULT_OPTIONS, selected: '', fields: [] } as const
    const readable = { flag: 'base', bases: ['old.pb.gz'], more: [] } as const
    expect(pprofCommand(screen, 'new.pb.gz', readable)).toContain('-base=old.pb.gz')
    expect(pprofCommand(screen, 'new.pb.gz', { ...readable, bases: [''] })).toBe('')
    expect(pprofCommand(screen, 'new.pb.gz', { ...readable, more: [''] })).toBe('')
  })

  test('is about the selected function', () => {
    const selected = 'sort.(*T).Sort'
    expect(command({ path: 'peek', selected })).toBe(
      String.raw`go tool pprof '-peek=^sort\.\(\*T\)\.Sort$' cpu.pb.gz`,
    )
    expect(command({ path: 'peek', selected, fields: [['peek', 'a b']] })).toBe(
      `go tool pprof '-peek=a b' cpu.pb.gz`,
    )
    const lines = { ...DEFAULT_OPTIONS, granularity: 'lines' } as const
    expect(command({ path: 'source', selected: `${selected} /src/a.go:12`, options: lines })).toBe(
      String.raw`go tool pprof '-list=^sort\.\(\*T\)\.Sort$' -lines cpu.pb.gz`,
    )
  })

  test('has a flag for each option that is not at its default', () => {
    const options: Options = {
      ...DEFAULT_OPTIONS,
      sample_index: 'cpu',
      focus: String.raw`^main\.(it's|x)$`,
      noinlines: true,
      granularity: 'lines',
      sort: 'cum',
      nodecount: 5,
    }
    expect(command({ options }, 'my cpu.pb.gz')).toBe(
      String.raw`go tool pprof -top -trim=false -sample_index=cpu '-focus=^main\.(it'\''s|x)$' -lines -noinlines -cum 'my cpu.pb.gz'`,
    )
    expect(command({ path: 'graph', options })).toContain('-nodecount=5')
  })

  test.each(allViews())(
    'of $path means the same after a shell and a parser of flags',
    ({ path }) => {
      const options: Options = {
        ...DEFAULT_OPTIONS,
        focus: `a b'c"d$(touch x)\`y\`\\z`,
        tagfocus: 'key=~x*',
        trim: false,
        nodefraction: 0.25,
      }
      const words = asShell(command({ path, options, selected: "it's" }, '-odd name;.pb.gz'))
      const line = parseCommandLine(words.filter((word) => word !== '-http=:'))
      expect(line.sources).toEqual(['./-odd name;.pb.gz'])
      expect(line.options).toMatchObject({ focus: options.focus, tagfocus: options.tagfocus })
      if (path === 'source' || path === 'peek') expect(line.regexp).toBe("^it's$")
      if (path === 'flamegraph') expect(line.options).toEqual(options)
    },
  )
})

import { describe, expect, test } from 'vitest'
import { readSourcePath } from '../../../src/engine/source-text/source-path.ts'
import { DEFAULT_RULES, forgeFiles, parseRules } from '../../../src/sources/source-text-forge.ts'

const rules = parseRules(DEFAULT_RULES)
const RAW = 'https://raw.githubusercontent.com'

function urls(path: string, goVersion = ''): string[] {
  return forgeFiles(readSourcePath(path), rules, goVersion).map(({ url }) => url)
}

describe('the address of a file', () => {
  test.each([
    ['github.com/o/r@v1.2.3/a/b.go', `${RAW}/o/r/v1.2.3/a/b.go`],
    ['/go/pkg/mod/github.com/!o/r@v1.2.3/b.go', `${RAW}/O/r/v1.2.3/b.go`],
    ['github.com/o/r@v2.0.0+incompatible/b.go', `${RAW}/o/r/v2.0.0/b.go`],
    ['github.com/o/r@v0.0.0-20200101000000-0123456789ab/b.go', `${RAW}/o/r/0123456789ab/b.go`],
    ['github.com/o/r@v1.2.4-0.20200101000000-0123456789ab/b.go', `${RAW}/o/r/0123456789ab/b.go`],
    [
      'github.com/o/r@v1.2.4-rc.1.0.20200101000000-0123456789ab/b.go',
      `${RAW}/o/r/0123456789ab/b.go`,
    ],
    ['github.com/o/r/sub@v1.0.0/b.go', `${RAW}/o/r/sub/v1.0.0/sub/b.go`],
    [
      'github.com/o/r/sub@v0.0.0-20200101000000-0123456789ab/b.go',
      `${RAW}/o/r/0123456789ab/sub/b.go`,
    ],
    ['github.com/o/r/v3@v3.1.0/b.go', `${RAW}/o/r/v3.1.0/b.go`],
    ['github.com/o/r/sub/v3@v3.1.0/b.go', `${RAW}/o/r/sub/v3.1.0/sub/b.go`],
    ['golang.org/x/sys@v0.1.0/unix/zsys.go', `${RAW}/golang/sys/v0.1.0/unix/zsys.go`],
    ['google.golang.org/grpc@v1.50.0/server.go', `${RAW}/grpc/grpc-go/v1.50.0/server.go`],
    ['gopkg.in/yaml.v3@v3.0.1/decode.go', `${RAW}/go-yaml/yaml/v3.0.1/decode.go`],
    ['gopkg.in/o/r.v2@v2.0.1/x.go', `${RAW}/o/r/v2.0.1/x.go`],
    ['k8s.io/api@v0.25.0/core/v1/types.go', `${RAW}/kubernetes/api/v0.25.0/core/v1/types.go`],
    [
      'gitlab.com/o/r@v1.0.0/a/b.go',
      'https://gitlab.com/api/v4/projects/o%2Fr/repository/files/a%2Fb.go/raw?ref=v1.0.0',
    ],
    [
      'bitbucket.org/o/r@v1.0.0/a/b.go',
      'https://api.bitbucket.org/2.0/repositories/o/r/src/v1.0.0/a/b.go',
    ],
    ['/usr/lib/go-1.19/src/fmt/print.go', `${RAW}/golang/go/go1.19/src/fmt/print.go`],
    ['/usr/local/go/src/fmt/print.go', `${RAW}/golang/go/master/src/fmt/print.go`],
    ['github.com/o/r/cmd/main.go', `${RAW}/o/r/HEAD/cmd/main.go`],
    ['github.com/o/r@v1.0.0/a b#?.go', `${RAW}/o/r/v1.0.0/a%20b%23%3F.go`],
  ])('%s', (path, url) => {
    expect(urls(path)[0]).toBe(url)
  })

  test('of a major version is tried with and without its folder', () => {
    expect(urls('github.com/o/r/v3@v3.1.0/b.go')).toEqual([
      `${RAW}/o/r/v3.1.0/b.go`,
      `${RAW}/o/r/v3.1.0/v3/b.go`,
    ])
  })

  test('of the standard library takes the version that the user gives, if the path has none', () => {
    expect(urls('/usr/local/go/src/fmt/print.go', 'go1.22.1')).toEqual([
      `${RAW}/golang/go/go1.22.1/src/fmt/print.go`,
    ])
    expect(urls('/usr/lib/go-1.19/src/fmt/print.go', 'go1.22.1')[0]).toContain('/go1.19/')
  })

  test('is exact only where the version is known', () => {
    const exact = (path: string) => forgeFiles(readSourcePath(path), rules, '')[0]?.exact
    expect(exact('github.com/o/r@v1.2.3/b.go')).toBe(true)
    expect(exact('github.com/o/r/b.go')).toBe(false)
    expect(exact('/usr/local/go/src/fmt/print.go')).toBe(false)
  })

  test.each(['/srv/leakdemo/main.go', 'main.go', 'example.org/o/r@v1.0.0/b.go', 'github.com/o.go'])(
    '%s has none',
    (path) => {
      expect(urls(path)).toEqual([])
    },
  )
})

describe('the table of rules', () => {
  test('is the user’s to edit; the first rule that fits counts', () => {
    const own = parseRules(`
      # ours
      git.corp.example/{team}/{repo} https://git.corp.example/raw/{team}/{repo}/{ref}/{path}
      github.com/o/r                 https://mirror.example/{ref}/{file}
      github.com/{owner}/{repo}      https://elsewhere.example/{repo}/{path}
    `)
    expect(own.problems).toEqual([])
    const url = (path: string) => forgeFiles(readSourcePath(path), own, '')[0]?.url
    expect(url('git.corp.example/a/b@v1.0.0/x.go')).toBe(
      'https://git.corp.example/raw/a/b/v1.0.0/x.go',
    )
    expect(url('github.com/o/r@v1.0.0/a/x.go')).toBe('https://mirror.example/v1.0.0/a%2Fx.go')
    expect(url('github.com/o/rr@v1.0.0/x.go')).toBe('https://elsewhere.example/rr/x.go')
  })

  test.each([
    ['github.com/{owner}', 'A rule is a module and an address.'],
    ['std https://x.example/{path} more', 'A rule is a module and an address.'],
    ['std https://x.example/{repo}/{path}', '{repo} is not part of the module.'],
    ['std https://x.example/', 'The address has neither {path} nor {file}.'],
    ['std javascript:alert({path})', 'The address must begin with https://'],
    ['a/{b} https://{b}.example/{path}', 'The address must begin with https://'],
    ['a/{b}{c} https://x.example/{path}', 'Two names in the module need a text between them.'],
  ])('%s is a problem', (rule, message) => {
    const { rules: read, problems } = parseRules(`# a table\n${rule}`)
    expect(read).toEqual([])
    expect(problems[0]).toMatchObject({ line: 2, message: expect.stringContaining(message) })
  })

  test('has no problems as it comes', () => {
    expect(rules.problems).toEqual([])
    expect(rules.rules.length).toBeGreaterThan(15)
  })
})

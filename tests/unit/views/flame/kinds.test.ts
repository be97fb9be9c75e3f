import { RE2JS } from 're2js'
import { describe, expect, it } from 'vitest'
import { HIDES, isHidden, weightsOf, withHidden } from '../../../../src/views/flame/kinds.ts'
import { kindOf } from '../../../../src/views/picture/palette.ts'

const MODULE = '/root/go/pkg/mod/example.com/log@v1.2.3/log.go'
const row = (packageName: string, flat: number, file = '') => ({
  ...{ frame: { name: `${packageName}.F`, package: packageName, file }, flat },
})

describe('weights', () => {
  it('are shares of all values, with the heaviest packages of each kind', () => {
    const rows = [
      ...[row('runtime', 40), row('main', 25), row('net/http', 15)],
      ...[row('example.com/log', 10, MODULE), row('fmt', -7), row('fmt', 3)],
    ]
    const weights = [...weightsOf(rows)].map(([kind, { share, packages }]) => [
      kind,
      Math.round(share * 100),
      packages.map(({ name }) => name).join(),
    ])
    expect(weights).toEqual([
      ['runtime', 40, 'runtime'],
      ['user', 25, 'main'],
      ['library', 25, 'net/http,fmt'],
      ['dependency', 10, 'example.com/log'],
    ])
  })

  it('are of each function that has no package', () => {
    const bare = (name: string, flat: number) => ({ frame: { name, package: '', file: '' }, flat })
    expect(Object.fromEntries(weightsOf([bare('cmpbody', 3), bare('do_work', 1)]))).toEqual({
      runtime: { share: 0.75, packages: [] },
      user: { share: 0.25, packages: [] },
    })
  })

  it('are none where there is nothing', () => {
    expect(weightsOf([row('main', 0)]).size).toBe(0)
  })
})

describe('what is hidden', () => {
  const functions = [
    ...['runtime.mallocgc', 'runtime/pprof.Do', 'syscall.Read', 'internal/runtime/maps.get'],
    ...['internal/syscall/unix.Open', 'internal/poll.runtime_pollWait', 'internal/sync.(*M).Lock'],
    ...['internal/reflectlite.Swapper', 'fmt.Sprintf', 'net/http.(*conn).serve', 'sort.Strings'],
    ...['main.main', 'github.com/acme/sort.Fast', 'sortof.It', 'example.com/runtime.Do'],
  ]

  it.each(functions)('%s is hidden with its kind, and with no other', (name) => {
    const packageName = /^(.*?)\.(?=[^/]*$)/.exec(name.replace(/\.\(.*|\.[^./]*$/, '.'))![1]!
    const kind = kindOf(packageName, name)
    for (const each of ['library', 'runtime'] as const) {
      expect(RE2JS.compile(HIDES[each]).matcher(name).find(), each).toBe(kind === each)
    }
  })

  it.each([
    ['/root/go/pkg/mod/github.com/gin-gonic/gin@v1.9.1/context.go', true],
    ['github.com/acme/blockchain@v1.0.0/chain.go', true],
    ['/home/u/shop/vendor/github.com/x/y/z.go', true],
    ['/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.22.1.linux-amd64/src/fmt/print.go', false],
    ['/usr/local/go/src/vendor/golang.org/x/net/http2/hpack/hpack.go', false],
    ['/home/u/shop/cart/cart.go', false],
  ])('of third parties, %s: %s', (file, isHiddenThere) => {
    expect(RE2JS.compile(HIDES.dependency).matcher(file).find()).toBe(isHiddenThere)
  })

  it('are the runtime’s functions in assembly, which have no package', () => {
    const runtime = RE2JS.compile(HIDES.runtime)
    expect(['cmpbody', 'memeqbody', 'gogo'].every((name) => runtime.matcher(name).find())).toBe(
      true,
    )
    expect(runtime.matcher('antibody').find()).toBe(false)
  })

  it('stands beside what was hidden before, and goes alone', () => {
    const both = withHidden('runtime', withHidden('library', 'json', true), true)
    expect(isHidden('library', both) && isHidden('runtime', both)).toBe(true)
    expect(withHidden('runtime', both, true)).toBe(both)
    expect(withHidden('library', withHidden('runtime', both, false), false)).toBe('json')
    expect(withHidden('library', withHidden('library', '', true), false)).toBe('')
  })
})

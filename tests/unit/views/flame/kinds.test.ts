import { RE2JS } from 're2js'
import { describe, expect, it } from 'vitest'
import { HIDES, isHidden, weightsOf, withHidden } from '../../../../src/views/flame/kinds.ts'
import { kindOf } from '../../../../src/views/picture/palette.ts'

const row = (name: string, flat: number, group: object | null = {}) => ({
  ...{ frame: { name }, group, flat },
})

describe('weights', () => {
  it('are shares of all values, with the heaviest packages of each kind', () => {
    const rows = [row('runtime', 50), row('main', 25), row('net/http', 15), row('fmt', -10)]
    expect(Object.fromEntries(weightsOf(rows))).toEqual({
      runtime: { share: 0.5, packages: ['runtime'] },
      user: { share: 0.25, packages: ['main'] },
      library: { share: 0.25, packages: ['net/http', 'fmt'] },
    })
  })

  it('are of each function that has no package', () => {
    const rows = [row('(no package)', 4), row('cmpbody', 3, null), row('do_work', 1, null)]
    expect(Object.fromEntries(weightsOf(rows))).toEqual({
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

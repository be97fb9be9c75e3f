import { describe, expect, test } from 'vitest'
import { report } from '../../../../src/engine/pprof.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

/** Headings of the page that weblist prints. */
function functions(profile: Profile, regexp: string, options: Partial<Options> = {}): string[] {
  const request = { name: 'weblist', options: { ...DEFAULT_OPTIONS, ...options }, regexp }
  const page = [...(report(profile, request) as Iterable<string>)].join('\n')
  return [...page.matchAll(/<h2>(.*?)<\/h2>/g)].map(([, name]) => name!)
}

const profile = fromStacks(`
  main@cmd/main.go:1  main@cmd/main.go:1
  hash[inl]           idle@lib/idle.go:2
  -------------------------------------
  samples/count  1    0
`)

describe('weblist shows the functions that match', () => {
  test('by their binary', () => {
    const drawn = fromStacks('main@m.go:1!/opt/shop/shopd\n----\nn/count 5')
    expect(functions(drawn, 'shopd')).toEqual(['main'])
  })

  test('by their name or their file', () => {
    expect(functions(profile, '^main$')).toEqual(['main'])
    expect(functions(profile, 'cmd/')).toContain('main')
  })

  test('inlined ones too, whatever was asked for', () => {
    expect(functions(profile, 'hash', { noinlines: true })).toEqual(['hash'])
  })

  test('and is an empty page if those have no value', () => {
    expect(functions(profile, 'idle')).toEqual([])
  })

  test('or refuses if no sample that counts has one', () => {
    const none = (regexp: string, options: Partial<Options>) => () =>
      functions(profile, regexp, options)
    expect(none('nothing', {})).toThrow('no matches found for regexp: nothing')
    expect(none('idle', { hide: 'idle' })).toThrow('no matches found for regexp: idle')
  })
})

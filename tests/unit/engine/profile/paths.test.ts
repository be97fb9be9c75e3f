import { describe, expect, test } from 'vitest'
import { baseName, cleanPath, splitList, trimPath } from '../../../../src/engine/profile/paths.ts'

test.each([
  ['', '.'],
  ['.', '.'],
  ['./', '.'],
  ['/', '/'],
  ['//', '/'],
  ['a/b.go', 'a/b.go'],
  ['./a', 'a'],
  ['a/', 'a'],
  ['a//b', 'a/b'],
  ['a/./b', 'a/b'],
  ['a/../b', 'b'],
  ['a/..', '.'],
  ['/..', '/'],
  ['/../a', '/a'],
  ['../a', '../a'],
  ['../../a', '../../a'],
  ['a/../../b', '../b'],
  ['/a/b/../../c', '/c'],
  // Dots that are part of a name stay.
  ['.hidden', '.hidden'],
  ['a/.hidden/b', 'a/.hidden/b'],
  ['a/...', 'a/...'],
  ['a/b..', 'a/b..'],
])('the clean form of "%s" is "%s"', (path, clean) => {
  expect(cleanPath(path)).toBe(clean)
})

test.each([
  ['', '.'],
  ['/', '/'],
  ['///', '/'],
  ['app', 'app'],
  ['/usr/bin/app', 'app'],
  ['/usr/lib/', 'lib'],
])('the last element of "%s" is "%s"', (path, name) => {
  expect(baseName(path)).toBe(name)
})

describe('trimPath', () => {
  test('takes off the first prefix that fits, as a folder', () => {
    expect(trimPath('/src/app/main.go', '/src', '')).toBe('app/main.go')
    expect(trimPath('/src/app/main.go', '/src/', '')).toBe('app/main.go')
    expect(trimPath('/src/app/main.go', '/other:/src/app', '')).toBe('main.go')
    expect(trimPath('/srcs/main.go', '/src', '')).toBe('/srcs/main.go')
  })

  test('takes off the folder in which Bazel builds, always', () => {
    expect(trimPath('/proc/self/cwd/./pkg/a.cc', '', '')).toBe('pkg/a.cc')
    expect(trimPath('/proc/self/cwd/pkg/a.cc', '/src', '')).toBe('pkg/a.cc')
  })

  test('without prefixes cuts behind a folder that is named as one of the search path', () => {
    expect(trimPath('/build/42/myapp/server/main.go', '', '/home/me/myapp')).toBe('server/main.go')
    expect(trimPath('/build/42/myapp/server/main.go', '', '/x:/home/me/server')).toBe('main.go')
    expect(trimPath('/build/42/other/main.go', '', '/home/me/myapp')).toBe(
      '/build/42/other/main.go',
    )
  })

  test('does not look at the search path where there are prefixes', () => {
    expect(trimPath('/a/myapp/main.go', '/b', '/home/me/myapp')).toBe('/a/myapp/main.go')
  })
})

test('an empty list has no elements', () => {
  expect(splitList('')).toEqual([])
  expect(splitList('/a:/b')).toEqual(['/a', '/b'])
})

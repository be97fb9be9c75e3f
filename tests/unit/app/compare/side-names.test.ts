import { describe, expect, test } from 'vitest'
import { partedNames } from '../../../../src/app/compare/side-names.ts'

describe('the names of two sides', () => {
  test.each([
    ['heap.1.pb.gz', 'heap.4.pb.gz', ['heap.', '1', '.pb.gz'], ['heap.', '4', '.pb.gz']],
    ['cpu.pb.gz', 'cpu.2.pb.gz', ['', 'cpu.', 'pb.gz'], ['', 'cpu.2.', 'pb.gz']],
    [
      'heap-stress.before.pprof',
      'heap-stress.after.pprof',
      ['…-stress.', 'before', '.pprof'],
      ['…-stress.', 'after', '.pprof'],
    ],
    ['old', 'new', ['', 'old', ''], ['', 'new', '']],
    ['same.pb', 'same.pb', ['same', '.pb', ''], ['same', '.pb', '']],
    ['', 'cpu.pb', ['', '', ''], ['', 'cpu.pb', '']],
  ])('%s and %s are shortened where they are alike', (a, b, first, second) => {
    const words = partedNames(a, b).map(({ before, own, after }) => [before, own, after])
    expect(words).toEqual([first, second])
  })

  test('what differs is whole, however long it is', () => {
    const [a, b] = ['a'.repeat(300), 'b'.repeat(300)]
    expect(partedNames(`x-${a}.pb`, `x-${b}.pb`).map(({ own }) => own)).toEqual([a, b])
  })
})

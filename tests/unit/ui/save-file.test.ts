import { expect, test } from 'vitest'
import { unpackedName } from '../../../src/ui/save-file.ts'

test.each([
  ['cpu.pb.gz', 'cpu'],
  ['cpu.pb', 'cpu'],
  ['dump.txt.gz', 'dump.txt'],
  ['my.pb.json', 'my.pb.json'],
  ['heap.4.pb.gz against heap.1.pb.gz', 'heap.4 against heap.1'],
  ['.pb.gz', 'profile'],
])('%s is saved as %s and what it becomes', (name, expected) => {
  expect(unpackedName(name)).toBe(expected)
})

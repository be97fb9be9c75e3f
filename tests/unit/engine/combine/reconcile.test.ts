import { expect, test } from 'vitest'
import { reconcile } from '../../../../src/engine/combine/reconcile.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

const counting = (...types: string[]) =>
  fromStacks(`
    f
    ----
    ${types.map((type) => `${type} 1`).join('\n')}
  `)

test('profiles that count nothing alike are refused with what each of them counts', () => {
  const cpu = counting('samples/count', 'cpu/nanoseconds')
  const heap = counting('inuse_objects/count', 'inuse_space/bytes')
  expect(() => reconcile([cpu, heap])).toThrow(
    'empty common sample type list: one counts samples, cpu, another inuse_objects, inuse_space.',
  )
  expect(() => reconcile([cpu, cpu])).not.toThrow()
})

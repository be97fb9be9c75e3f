import { expect, test } from 'vitest'
import { remarks } from '../../../../src/engine/report/remarks.ts'
import type { Options } from '../../../../src/engine/select/options.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { select } from '../../drawn.ts'

const server = fromStacks(`
  main   main
  json   sort
  -----------------
  cpu/ns        1   2
  @route        /a  .
`)

const twoUnits = fromStacks(`
  main  main  main
  --------------------------
  cpu/ns      1    2    4
  #size/kb    1    .    .
  #size/mb    .    2    .
  #size/bytes .    .    8
`)

const remarksOn = (profile: typeof server, options: Partial<Options>): string[] =>
  remarks(profile, select(profile, options))

test('patterns that match nothing are named in the order in which pprof applies them', () => {
  const nothing = 'no such name'
  expect(
    remarksOn(server, {
      ...{ taghide: nothing, tagfocus: nothing, show_from: nothing, hide: nothing },
      ...{ ignore: nothing, tagleaf: 'a', tagroot: 'b' },
      prune_from: nothing,
    }),
  ).toEqual([
    'TagRoot expression matched no samples',
    'TagLeaf expression matched no samples',
    'Ignore expression matched no samples',
    'Hide expression matched no samples',
    'ShowFrom expression matched no samples',
    'TagFocus expression matched no samples',
    'TagHide expression matched no samples',
  ])
  expect(
    remarksOn(server, { focus: nothing, show: nothing, tagignore: nothing, tagshow: nothing }),
  ).toEqual([
    'Focus expression matched no samples',
    'Show expression matched no samples',
    'TagIgnore expression matched no samples',
    'TagShow expression matched no samples',
  ])
})

test('what matches is not remarked on', () => {
  expect(remarksOn(server, { focus: 'json', tagfocus: '/a', taghide: 'route' })).toEqual([])
})

test('a label filter that is a range is said to be one', () => {
  expect(remarksOn(server, { tagignore: 'size=1kb:' })).toEqual([
    "tagignore:Interpreted '1kb:' as range, not regexp",
    'TagIgnore expression matched no samples',
  ])
})

test('units beside the first of a label key are named', () => {
  expect(remarksOn(twoUnits, {})).toEqual([
    'For tag size used unit kb, also encountered unit(s) bytes, mb',
  ])
})

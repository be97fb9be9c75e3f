import { afterEach, expect, test } from 'vitest'
import { NOWHERE } from '../../../src/engine/findings/finding.ts'
import { showFinding } from '../../../src/store/actions.ts'
import { viewStore } from '../../../src/store/navigation.ts'
import { INITIAL_VIEW } from '../../../src/store/view-list.ts'
import '../views.ts'

afterEach(() => {
  viewStore.setState({ ...INITIAL_VIEW, path: INITIAL_VIEW.path })
})

const shown = () => {
  const { path, selected, options } = viewStore.getState()
  return { path, selected, focus: options.focus, type: options.sample_index }
}

test('a finding about a function selects it where its call paths are seen', () => {
  showFinding({ ...NOWHERE, frame: 'main.grow', sampleType: 'inuse_space' })
  expect(shown()).toEqual({
    ...{ path: 'flamegraph', selected: 'main.grow', focus: '', type: 'inuse_space' },
  })
})

test('one about what the runtime does filters by it', () => {
  showFinding({ ...NOWHERE, focus: '^runtime\\.mallocgc$' })
  expect(shown()).toMatchObject({ path: 'flamegraph', focus: '^runtime\\.mallocgc$' })
})

test.each([
  ['functions', 'top'],
  ['callers', 'peek'],
  ['waits', 'goroutines'],
] as const)('one about %s shows in the view %s', (subject, path) => {
  showFinding({ ...NOWHERE, subject, frame: 'main.f' })
  expect(shown()).toMatchObject({ path, selected: 'main.f' })
})

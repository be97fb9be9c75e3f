import { describe, expect, test } from 'vitest'
import { fieldOf } from '../../../../src/store/fields.ts'
import type { View } from '../../../../src/store/view.ts'
import { INITIAL_VIEW } from '../../../../src/store/view-list.ts'
import { REVERSE, sortColumn, sortedBy } from '../../../../src/views/top/order.ts'

describe('sorting', () => {
  const state = (view: View) => [sortColumn(view), fieldOf(view, REVERSE)]

  test('a first click sorts, a second one turns', () => {
    let view = INITIAL_VIEW
    expect(state(view)).toEqual(['flat', false])
    view = sortedBy(view, 'cum')
    expect(state(view)).toEqual(['cum', false])
    expect(view.options.sort).toBe('cum')
    view = sortedBy(view, 'cum')
    expect(state(view)).toEqual(['cum', true])
    view = sortedBy(view, 'name')
    expect(state(view)).toEqual(['name', false])
    expect(state(sortedBy(view, 'flat'))).toEqual(['flat', false])
  })
})

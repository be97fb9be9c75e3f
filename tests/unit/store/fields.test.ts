import { describe, expect, test } from 'vitest'
import {
  choiceField,
  fieldOf,
  flagField,
  numberField,
  textField,
  type ViewField,
  withFieldValue,
} from '../../../src/store/fields.ts'
import { parseLink, printLink } from '../../../src/store/link.ts'
import { INITIAL_VIEW } from '../../../src/store/view-list.ts'
import '../views.ts'

const direction = choiceField('dir', ['down', 'up', 'both'])
const collapsed = flagField('fold')
const share = numberField('share', { initial: 0.5, min: 0, max: 1 })
const around = textField('around')

const inLink = <T>(fragment: string, field: ViewField<T>) =>
  fieldOf(parseLink(fragment).view, field)

describe('a setting of one view', () => {
  test('is what the link says', () => {
    const link = '#/flamegraph?dir=up&fold=t&share=0.25&around=main.work'
    expect(inLink(link, direction)).toBe('up')
    expect(inLink(link, collapsed)).toBe(true)
    expect(inLink(link, share)).toBe(0.25)
    expect(inLink(link, around)).toBe('main.work')
  })

  test('has its initial value in a link without it, and for a text that means nothing', () => {
    for (const link of ['#/flamegraph', '#/flamegraph?dir=left&fold=perhaps&share=2']) {
      expect(inLink(link, direction)).toBe('down')
      expect(inLink(link, collapsed)).toBe(false)
      expect(inLink(link, share)).toBe(0.5)
      expect(inLink(link, around)).toBe('')
    }
    expect(inLink('#/flamegraph?share=', share)).toBe(0.5)
  })

  test('goes into the link, and out of it at its initial value', () => {
    const up = withFieldValue(INITIAL_VIEW, direction, 'up')
    expect(printLink(up)).toBe('#/flamegraph?dir=up')
    expect(printLink(withFieldValue(up, direction, 'down'))).toBe('#/flamegraph')
  })

  test('leaves the others alone', () => {
    const { view } = parseLink('#/top?dir=up&later=1')
    expect(printLink(withFieldValue(view, direction, 'both'))).toBe('#/top?later=1&dir=both')
  })

  test('makes no new view where nothing changes', () => {
    expect(withFieldValue(INITIAL_VIEW, share, 0.5)).toBe(INITIAL_VIEW)
  })
})

import { describe, expect, test } from 'vitest'
import { keyHelp } from '../../../src/app/keys/key-help.ts'
import { meaningOf } from '../../../src/app/keys/keys.ts'
import { flameView } from '../../../src/views/flame/view.ts'
import { meaningOf as meaningInGraph } from '../../../src/views/graph/keys.ts'
import { graphView } from '../../../src/views/graph/view.ts'
import { meaningOf as meaningInFlame } from '../../../src/views/picture/keys.ts'
import '../views.ts'

/** Keys as the help writes them, where browsers call them otherwise. */
const CALLED: Readonly<Record<string, string>> = {
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '−': '-',
  Esc: 'Escape',
}

function pressed(written: string) {
  const words = written.split(' ')
  const key = words.at(-1)!
  return {
    key: CALLED[key] ?? (words.includes('Ctrl') ? key.toLowerCase() : key),
    shiftKey: words.includes('Shift'),
    ctrlKey: words.includes('Ctrl'),
    metaKey: false,
    altKey: false,
  }
}

function listed(...titles: string[]): string[] {
  const sections = keyHelp().filter(({ title }) => titles.includes(title))
  return sections.flatMap(({ keys }) => keys.flatMap((line) => line.keys))
}

const printable = Array.from({ length: 94 }, (_, i) => String.fromCharCode(33 + i))

describe('the list of keys', () => {
  test('has every character that means something to the page', () => {
    const known = listed('Everywhere', 'Filters', flameView.label)
    expect(printable.filter((key) => meaningOf(pressed(key)) && !known.includes(key))).toEqual([])
  })

  test('has no key of the page that means nothing', () => {
    const keys = listed('Everywhere', 'Filters')
    expect(keys.filter((key) => !meaningOf(pressed(key)))).toEqual([])
  })

  test.each([
    [flameView.label, meaningInFlame],
    [graphView.label, meaningInGraph],
  ] as const)('has for the %s what its keys are', (title, meaningIn) => {
    const keys = listed(title)
    expect(keys.filter((key) => !meaningIn(pressed(key)) && key !== '0')).toEqual([])
    // Other ways to say plus and minus.
    const more = ['=', '-', '_']
    const known = printable.filter((key) => meaningIn(pressed(key)) && !more.includes(key))
    expect(known.filter((key) => !keys.includes(key))).toEqual([])
  })
})

import { describe, expect, test } from 'vitest'
import { ask } from '../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS } from '../../../../src/engine/select/options.ts'
import type { FlameAnswer } from '../../../../src/engine/session/answers.ts'
import { EngineSession } from '../../../../src/engine/session/session.ts'
import { modelOf } from '../../../../src/views/picture/model.ts'
import { narrowBars, narrowText } from '../../../../src/views/picture/narrow.ts'
import { paletteOf } from '../../../../src/views/picture/palette.ts'
import type { Scene } from '../../../../src/views/picture/scene.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

const session = new EngineSession(
  fromStacks(`
    main  main  main  main  main
    a     b     c     d     .
    ---
    cpu/milliseconds  50  10  9  8  23
  `),
)

function flame(minWidth: number, order: 'size' | 'name' = 'size'): FlameAnswer {
  return ask(session, 'flame', {
    options: DEFAULT_OPTIONS,
    root: [],
    from: 0,
    to: 1,
    width: 100,
    minWidth,
    search: { text: '', regexp: false, matchCase: false },
    shape: { direction: 'down', frame: '', collapse: false, order },
  })
}

/** Of the frame main. */
const narrowOf = ({ narrow, narrowX, narrowW }: FlameAnswer) =>
  [narrow[1]!, narrowX[1]!, narrowW[1]!].map((value) => Math.round(value * 100) / 100)

describe('frames that are too narrow', () => {
  test('are counted, and stand behind the others', () => {
    expect(narrowOf(flame(10))).toEqual([2, 0.6, 0.17])
    expect(narrowOf(flame(20))).toEqual([3, 0.5, 0.27])
    expect(narrowOf(flame(1))).toEqual([0, 0.77, 0])
  })

  test('stand among the others by name, with no place of their own', () => {
    expect(narrowOf(flame(20, 'name'))[0]).toBe(0)
  })

  test('have a bar in the row below, where it can be seen', () => {
    const model = modelOf(flame(20))
    const scene: Scene = {
      layers: [],
      width: 400,
      height: 80,
      scrollTop: 0,
      rowHeight: 20,
      bottom: null,
      ratio: 2,
      palette: paletteOf('light'),
      coloring: 'package',
      marksSelf: true,
      fontFamily: 'monospace',
      all: 100,
      searching: false,
      selected: '',
      hover: -1,
      focus: -1,
      marked: -1,
    }
    const layer = { model, span: { from: 0, to: 1 }, firstRow: 0 }
    const bar = { x: 400, y: 80, width: 216, height: 40, count: 3 }
    expect(narrowBars(scene, layer, 48)).toEqual([bar])
    expect(narrowBars(scene, layer, 217)).toEqual([])
    // Only what is on screen.
    const part = { ...layer, span: { from: 0.6, to: 1 } }
    expect(narrowBars(scene, part, 48)).toEqual([{ ...bar, x: 0, width: 340 }])
    expect(narrowBars({ ...scene, bottom: 60 }, layer, 48)).toEqual([{ ...bar, y: 40 }])
  })

  test('are told of in as many words as fit', () => {
    expect(narrowText(1234, 40)).toBe('1,234 more frames too narrow')
    expect(narrowText(1, 40)).toBe('1 more frame too narrow')
    expect(narrowText(1234, 12)).toBe('1,234 more')
    expect(narrowText(1234, 5)).toBe('')
  })
})

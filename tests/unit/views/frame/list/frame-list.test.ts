import { describe, expect, test } from 'vitest'
import {
  type FrameList,
  type FrameRow,
  findMatch,
  isFrame,
} from '../../../../../src/views/frame/list/frame-list.ts'
import type { RowWindow } from '../../../../../src/views/frame/rows.ts'

// Going from match to match in a list of which only some rows are at hand.

const rowAt = (index: number, matches: readonly number[]): FrameRow => ({
  frame: { key: index, name: `f${index}`, file: '', line: 0, package: '' },
  match: matches.includes(index),
})

/** A list of 10,000 rows, and the windows that were asked for. */
function list(...matches: number[]): { list: FrameList<FrameRow>; asked: RowWindow[] } {
  const count = 10_000
  const asked: RowWindow[] = []
  const rows = ({ from, to }: RowWindow) =>
    Array.from({ length: Math.min(to, count) - from }, (_, i) => rowAt(from + i, matches))
  return {
    asked,
    list: {
      answer: { rows: rows({ from: 0, to: 100 }), from: 0, count },
      ...{ pending: false, error: null, subject: '' },
      search: { text: 'f', regexp: false, matchCase: false },
      setWindow() {},
      async fetch(window) {
        asked.push(window)
        return rows(window)
      },
    },
  }
}

describe('the next match', () => {
  test('is found however far away, in either direction', async () => {
    const { list: rows } = list(3, 7321)
    expect(await findMatch(rows, 3, 1)).toBe(7321)
    expect(await findMatch(rows, 7321, -1)).toBe(3)
  })

  test('is not the row to start from, and there may be none', async () => {
    const { list: rows } = list(50)
    expect(await findMatch(rows, 50, 1)).toBe(-1)
    expect(await findMatch(rows, 50, -1)).toBe(-1)
    expect(await findMatch(rows, 51, -1)).toBe(50)
    expect(await findMatch(rows, -1, 1)).toBe(50)
  })

  test('is looked for in windows of the list, each read once', async () => {
    const { list: rows, asked } = list()
    await findMatch(rows, 9999, -1)
    expect(asked.map(({ from, to }) => to - from)).toEqual([2000, 2000, 2000, 2000, 1999])
    expect(asked.at(-1)).toEqual({ from: 0, to: 1999 })
  })
})

test('a group is no frame, whatever it is called', () => {
  const row = rowAt(1, [])
  expect(isFrame(row, 'f1')).toBe(true)
  expect(isFrame({ ...row, group: { open: false } }, 'f1')).toBe(false)
  expect(isFrame({ ...row, frame: { ...row.frame, name: '' } }, '')).toBe(false)
})

import { expect, test } from 'vitest'
import { parseLink, printLink } from '../../../src/store/link.ts'
import { aboutFrame } from '../../../src/store/subjects.ts'
import type { ViewName } from '../../../src/store/view.ts'
import '../views.ts'

const jump = (link: string, path: ViewName): string =>
  printLink(aboutFrame(parseLink(link).view, path, 'main.f'))

test('a jump to a frame wins over the regexp that Peek was about', () => {
  expect(jump('#/peek?sel=gc&peek=sort', 'peek')).toBe('#/peek?sel=main.f')
})

test('and over the file and the line that Source was about', () => {
  expect(jump('#/source?sel=gc&src=gc.go&line=7&scope=function', 'source')).toBe(
    '#/source?sel=main.f&scope=function',
  )
})

test('what the other views are about stays for the way back', () => {
  expect(jump('#/top?peek=sort&src=gc.go&line=7', 'top')).toBe(
    '#/top?sel=main.f&peek=sort&src=gc.go&line=7',
  )
})

import { describe, expect, test } from 'vitest'
import { EDITOR, EDITORS, editorAddress, editorProblem } from '../../../src/store/editor.ts'

describe('the address that opens a line', () => {
  test.each([
    ['vscode://file{path}:{line}', '/src/app/main.go', 'vscode://file/src/app/main.go:53'],
    ['vscode://file{path}:{line}', 'C:\\src\\main.go', 'vscode://file/C:/src/main.go:53'],
    [
      'goland://open?file={path}&line={line}',
      '/a b/x&line=1#?.go',
      'goland://open?file=/a%20b/x%26line%3D1%23%3F.go&line=53',
    ],
    [
      'zed://file{path}:{line}',
      '/$&/{line}/\uD800.go',
      'zed://file/%24%26/%7Bline%7D/%EF%BF%BD.go:53',
    ],
  ])('of %s for %s', (template, path, address) => {
    expect(editorAddress(template, path, 53)).toBe(address)
  })

  test.each([
    '',
    'fmt/print.go',
    'github.com/acme/svc@v1.0.0/a.go',
    '//host/share/a.go',
    '_cgo_gotypes.go',
  ])('there is none for %j, which says nothing to an editor', (path) => {
    expect(editorAddress(EDITORS[0]!, path, 1)).toBe('')
  })

  test('there is none without an editor', () => {
    expect(editorAddress('', '/a.go', 1)).toBe('')
  })
})

describe('what is taken for the address of an editor', () => {
  test.each([
    ...EDITORS,
    '',
    'jetbrains://goland/navigate/reference?project=svc&path={path}:{line}',
  ])('%j', (template) => {
    expect(editorProblem(template)).toBe('')
    expect(EDITOR.check(template)).toBe(true)
  })

  test.each([
    'javascript:alert(1)//{path}',
    'JavaScript://%0aalert(1)//{path}',
    'java\nscript://{path}',
    ' vscode://file{path}',
    'vscode:{path}',
    'https://evil.example/{path}',
    'file://{path}',
    'data:text/html,{path}',
    'vscode://file/',
    'vscode://file{path} x',
  ])('not %j', (template) => {
    expect(editorProblem(template)).not.toBe('')
    expect(EDITOR.check(template)).toBe(false)
    expect(editorAddress(template, '/a.go', 1)).toBe('')
  })
})

import { describe, expect, test } from 'vitest'
import {
  asMarkdown,
  asTsv,
  type CopyColumn,
} from '../../../../../src/views/frame/list/copy-rows.ts'

interface Row {
  readonly name: string
  readonly flat: string
  readonly group?: object | null
}

const COLUMNS: readonly CopyColumn<Row>[] = [
  { label: 'flat', kind: 'number', text: ({ flat }) => flat },
  { label: 'name', kind: 'name', text: ({ name }) => name },
]

const GROUPED: readonly Row[] = [
  { name: 'net/http', flat: '3ms', group: {} },
  { name: 'net/http.serve', flat: '2ms' },
]

describe('rows for the clipboard', () => {
  test('as a table of Markdown', () => {
    expect(asMarkdown(COLUMNS, GROUPED)).toBe(
      '| flat | name |\n| ---: | --- |\n| 3ms | net/http |\n| 2ms | ↳ net/http.serve |\n',
    )
  })

  test('with tabs', () => {
    expect(asTsv(COLUMNS, GROUPED)).toBe('flat\tname\n3ms\tnet/http\n2ms\t  net/http.serve\n')
  })

  test.each([
    ['main.Map[int]', String.raw`main.Map\[int\]`],
    ['![x](http://spy.example)', String.raw`!\[x\](http://spy.example)`],
    ['<img src=x>', String.raw`\<img src=x>`],
    ['&lt;b>', String.raw`\&lt;b>`],
    ['a|b*c_d`e\\f', String.raw`a\|b\*c\_d\`e\\f`],
    ['two\r\n\tlines\u001b[2J\u2028', String.raw`two lines \[2J `],
  ])('a name is text in a ticket, whatever is in it: %j', (name, text) => {
    const [, , line] = asMarkdown(COLUMNS, [{ name, flat: '1' }]).split('\n')
    expect(line).toBe(`| 1 | ${text} |`)
  })

  test.each([
    ['=HYPERLINK("http://spy.example","x")', `'=HYPERLINK("http://spy.example","x")`],
    ['+1', "'+1"],
    ['-[NSObject init]', "'-[NSObject init]"],
    ['@SUM(1)', "'@SUM(1)"],
    [' =1', "' =1"],
    ['main.f', 'main.f'],
  ])('a name is never a formula in a spreadsheet: %j', (name, text) => {
    expect(asTsv(COLUMNS, [{ name, flat: '-3ms' }])).toBe(`flat\tname\n-3ms\t${text}\n`)
  })

  test('a name is one cell of one line in a spreadsheet', () => {
    const name = 'a\tb\r\nc\u001b[2J'
    expect(asTsv(COLUMNS, [{ name, flat: '1' }])).toBe('flat\tname\n1\ta b c [2J\n')
  })
})

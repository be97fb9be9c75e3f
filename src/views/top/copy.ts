import type { TopRow } from '../../worker/protocol.ts'
import type { Column } from './columns.ts'

/** Rows that are copied at once, unless all are asked for. */
export const COPIED_ROWS = 100

/** Rows as a spreadsheet takes them: a line each, columns parted by tabs, the labels first. */
export function asTsv(columns: readonly Column[], rows: readonly TopRow[]): string {
  const lines = cells(columns, rows, '  ').map((line) =>
    line.map((cell) => cell.replaceAll(/[\t\r\n]+/g, ' ')).join('\t'),
  )
  return `${lines.join('\n')}\n`
}

/** Rows as a table of Markdown, for a ticket or a chat. */
export function asMarkdown(columns: readonly Column[], rows: readonly TopRow[]): string {
  const [head, ...body] = cells(columns, rows, '↳ ').map(markdownLine)
  const rule = columns.map(({ kind }) => (kind === 'number' ? '---:' : '---'))
  return `${[head, `| ${rule.join(' | ')} |`, ...body].join('\n')}\n`
}

/** @param indent stands before frames that are in a group */
function cells(columns: readonly Column[], rows: readonly TopRow[], indent: string): string[][] {
  const grouped = rows.some(({ group }) => group !== null)
  const lines = rows.map((row) =>
    columns.map(({ kind, text }) =>
      kind === 'name' && grouped && !row.group ? indent + text(row) : text(row),
    ),
  )
  return [columns.map(({ label }) => label), ...lines]
}

function markdownLine(line: readonly string[]): string {
  const safe = line.map((cell) => cell.replaceAll(/[\\|*_`<]/g, '\\$&').replaceAll(/[\r\n]+/g, ' '))
  return `| ${safe.join(' | ')} |`
}

/** A column as the clipboard is given it. */
export interface CopyColumn<Row> {
  readonly label: string
  readonly kind: 'number' | 'name' | 'text'
  readonly text: (row: Row) => string
}

interface Grouped {
  readonly group?: object | null
}

/** Rows as a spreadsheet takes them: a line each, columns separated by tabs, the labels first. */
export function asTsv<Row extends Grouped>(
  columns: readonly CopyColumn<Row>[],
  rows: readonly Row[],
): string {
  const lines = cells(columns, rows, '  ').map((line) =>
    line
      .map((cell, i) => (columns[i]!.kind === 'number' ? onOneLine(cell) : asText(cell)))
      .join('\t'),
  )
  return `${lines.join('\n')}\n`
}

/** Rows as a table of Markdown, for a ticket or a chat. */
export function asMarkdown<Row extends Grouped>(
  columns: readonly CopyColumn<Row>[],
  rows: readonly Row[],
): string {
  const [head, ...body] = cells(columns, rows, '↳ ').map(markdownLine)
  const rule = columns.map(({ kind }) => (kind === 'number' ? '---:' : '---'))
  return `${[head, `| ${rule.join(' | ')} |`, ...body].join('\n')}\n`
}

/** @param indent stands before rows that are in a group */
function cells<Row extends Grouped>(
  columns: readonly CopyColumn<Row>[],
  rows: readonly Row[],
  indent: string,
): string[][] {
  const grouped = rows.some(({ group }) => group)
  const lines = rows.map((row) =>
    columns.map(({ kind, text }) =>
      kind === 'name' && grouped && !row.group ? indent + text(row) : text(row),
    ),
  )
  return [columns.map(({ label }) => label), ...lines]
}

/** Names are anybody's: in a ticket one must be neither a picture nor a link. */
function markdownLine(line: readonly string[]): string {
  const safe = line.map((cell) => onOneLine(cell).replaceAll(/[\\|*_`<&[\]]/g, '\\$&'))
  return `| ${safe.join(' | ')} |`
}

/** A spreadsheet runs what begins like a formula, unless an apostrophe says that it is text. */
function asText(cell: string): string {
  const line = onOneLine(cell)
  return /^\s*[=+\-@]/.test(line) ? `'${line}` : line
}

/** Without what ends a line or a cell, or is for a terminal. */
function onOneLine(cell: string): string {
  return cell.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ')
}

import type { CompareSession } from './compare.ts'
import type { CompareReportAnswer, CompareReportRequest, FrameChange } from './compare-answers.ts'
import { compareSummary } from './compare-summary.ts'
import { frameChangeOf } from './compare-texts.ts'
import { changeWriter } from './compare-top.ts'
import { frameText } from './frame-texts.ts'

/** More rows than that nobody reads in a pull request. */
const MOST_ROWS = 500

const COLUMNS = ['function', 'old', 'new', 'Δ', 'Δ%', 'of change']

/** The largest changes as a table in Markdown. */
export function compareReport(
  session: CompareSession,
  request: CompareReportRequest,
): CompareReportAnswer {
  const { options, mode, names, metric } = request
  const { new: selection } = session.sides(options, mode)
  const columns = session.totalsOf(options, mode)[metric]
  const order = session
    .orderOf(options, mode, { metric, column: 'change' })
    .filter((key) => columns.delta[key] !== 0)
  const listed = order.subarray(0, Math.max(0, Math.min(request.count, MOST_ROWS)))
  const summary = compareSummary(session, request)
  const writer = changeWriter(session, request)
  const rows = Array.from(listed, (key) =>
    row(
      code(frameText(selection, key).name),
      frameChangeOf(writer, columns.old[key]!, columns.new[key]!),
    ),
  )
  const total = frameChangeOf(writer, summary.total.old, summary.total.new)
  const lines = [
    `### ${code(names.new)} against ${code(names.old)}`,
    '',
    `${code(summary.sentence)}`,
    '',
    cells(COLUMNS),
    '|---|--:|--:|--:|--:|--:|',
    row('**total**', total),
    ...rows,
    '',
    remark(request, summary.type, listed.length, order.length),
  ]
  return { markdown: `${lines.join('\n')}\n` }
}

function remark(
  { metric, mode }: CompareReportRequest,
  type: string,
  listed: number,
  changed: number,
): string {
  const values = metric === 'flat' ? 'flat (own values)' : 'cum (with what is called)'
  const scaled = mode.normalize ? ', the new profile scaled to the total of the old one' : ''
  return `${code(type)}, ${values}${scaled}. The ${listed} largest of ${changed} changes.`
}

function row(name: string, change: FrameChange): string {
  const { oldText, newText, deltaText, deltaPercent, state, shareText } = change
  return cells([name, oldText, newText, deltaText, deltaPercent || state, shareText])
}

function cells(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`
}

/**
 * A text as code, whatever is in it: on one line, its fence longer than any run of backticks, its
 * bars not those of a table.
 */
function code(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (line === '') return ''
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = longest > 0 ? ' ' : ''
  return fence + space + line.replaceAll('|', '\\|') + space + fence
}

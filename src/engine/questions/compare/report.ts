import type {
  ChangeState,
  CompareReportAnswer,
  CompareReportRequest,
  FrameChange,
} from '../../session/compare-answers.ts'
import type { CompareSession } from '../../session/compare-session.ts'
import { frameState } from '../../session/compare-totals.ts'
import { frameText } from '../../session/frame-texts.ts'
import { compareSummary } from './summary.ts'
import { changeWriter, frameChangeOf } from './texts.ts'
import { growthWords } from './words.ts'

/** The most rows; nobody reads more in a pull request. */
const MOST_ROWS = 500

const COLUMNS = ['function', 'old', 'new', 'Δ', 'Δ%']

/** The largest changes as a table in Markdown. */
export function compareReport(
  session: CompareSession,
  request: CompareReportRequest,
): CompareReportAnswer {
  const { options, mode, names, metric } = request
  const { new: selection } = session.sides(options, mode)
  const totals = session.totalsOf(options, mode)
  const columns = totals[metric]
  const order = session
    .orderOf(options, mode, { metric, column: 'change' })
    .filter((key) => columns.delta[key] !== 0)
  const listed = order.subarray(0, Math.max(0, Math.min(request.count, MOST_ROWS)))
  const summary = compareSummary(session, request)
  const writer = changeWriter(session.measure(options, mode), options)
  const rows = Array.from(listed, (key) =>
    row(
      code(frameText(selection, key).name),
      frameChangeOf(writer, columns.old[key]!, columns.new[key]!),
      frameState(totals, metric, key),
    ),
  )
  const total = frameChangeOf(writer, summary.total.old, summary.total.new)
  const lines = [
    `### ${code(names.new)} against base ${code(names.old)}`,
    '',
    `${code(summary.sentence)}`,
    '',
    cells([...COLUMNS, mode.diff ? 'of base' : 'of change']),
    '|---|--:|--:|--:|--:|--:|',
    row('**total**', total, total.state),
    ...rows,
    '',
    `${remark(request, summary.type, listed.length, order.length)} ${summary.hundredText}`,
  ]
  return { markdown: `${lines.join('\n')}\n` }
}

function remark(
  { metric }: CompareReportRequest,
  type: string,
  listed: number,
  changed: number,
): string {
  const values = metric === 'flat' ? 'flat (own values)' : 'cum (with what is called)'
  return `${code(type)}, ${values}. The ${listed} largest of ${changed} changes.`
}

function row(name: string, change: FrameChange, state: ChangeState): string {
  const { oldText, newText, deltaText, shareText } = change
  return cells([name, oldText, newText, deltaText, growthWords(change, state), shareText])
}

function cells(texts: readonly string[]): string {
  return `| ${texts.join(' | ')} |`
}

/**
 * A text as code in Markdown, whatever it contains: on one line, with a fence longer than any run
 * of backticks, and with bars escaped.
 */
function code(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  if (line === '') return ''
  const longest = Math.max(0, ...Array.from(line.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  const space = longest > 0 ? ' ' : ''
  return fence + space + line.replaceAll('|', '\\|') + space + fence
}

import type { NewLabel } from '../../profile/builder.ts'
import { unquote } from '../quoted.ts'

/** The labels' names. */
export const STATE = 'state'
export const WAIT = 'wait'
export const CREATED_BY = 'created by'

export const MINUTES = 'minutes'

/** A list of labels, wherever it stands: quoted strings may hold what ends it, and more. */
const LABELS = / ?(?:labels:)?\{((?:"(?:[^"\\]|\\.)*"|[^"}])*)\}/gs

/** What the runtime adds after a state in brackets; other brackets are part of its name. */
const REMARK = / \((scan|durable|leaked)\)$/

/**
 * Explains a status: the state first (for a goroutine that waits, what for), then what else there
 * is to say about it, in whatever order:
 *
 *     chan receive (nil chan), 3 minutes, locked to thread]
 *     select (durable), synctest bubble 1] {route: "GET /x", tenant: green}
 *     select, 2 minutes labels:{"route": "GET /x"}]
 *
 * Labels of the program (runtime/pprof.Do) keep their own keys.
 */
export function readStatus(text: string): NewLabel[] {
  const labels: NewLabel[] = []
  const status = text.replace(LABELS, (_, list: string) => {
    labels.push(...readLabels(list))
    return ''
  })
  const [first = '', ...more] = status.replace(']', '').split(', ')
  const remarks: string[] = []
  let state = first
  for (let remark = REMARK.exec(state); remark; remark = REMARK.exec(state)) {
    state = state.slice(0, remark.index)
    // That the garbage collector is scanning its stack says nothing about the goroutine.
    if (remark[1] !== 'scan') remarks.unshift(remark[1]!)
  }
  const read: NewLabel[] = [{ key: STATE, text: state }]
  for (const remark of remarks) read.push({ key: remark, text: 'yes' })
  for (const part of more) {
    const minutes = /^(\d{1,15}) minutes?$/.exec(part)?.[1]
    const [, key, number] = /^(\D+) (\d+)$/.exec(part) ?? []
    if (minutes !== undefined) read.push({ key: WAIT, number: Number(minutes), unit: MINUTES })
    else if (key !== undefined) read.push({ key, text: number! })
    else if (part !== '') read.push({ key: part, text: 'yes' })
  }
  return [...read, ...labels]
}

/** `key: value, "quoted key": "quoted value"`; what cannot be read ends the list. */
function readLabels(text: string): NewLabel[] {
  const pair = /("(?:[^"\\]|\\.)*"|[^":]*): ?("(?:[^"\\]|\\.)*"|[^",]*)(?:, ?|$)/sy
  const labels: NewLabel[] = []
  while (pair.lastIndex < text.length) {
    const match = pair.exec(text)
    if (!match) break
    labels.push({ key: plain(match[1]!), text: plain(match[2]!) })
  }
  return labels
}

function plain(text: string): string {
  return text.startsWith('"') ? unquote(text.slice(1, -1)) : text
}

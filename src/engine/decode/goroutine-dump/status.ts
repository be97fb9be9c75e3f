import type { NewLabel } from '../../profile/builder.ts'
import { unquote } from '../quoted.ts'

/** The labels' names. */
export const STATE = 'state'
export const WAIT = 'wait'
export const CREATED_BY = 'created by'

export const MINUTES = 'minutes'

/**
 * Explains a status: the state first (for a goroutine that waits, what for), then what else there
 * is to say about it:
 *
 *     chan receive (nil chan), 3 minutes, locked to thread]
 *     select (durable), synctest bubble 1] {route: "GET /x", tenant: green}
 *
 * Labels of the program (runtime/pprof.Do) keep their own keys.
 */
export function readStatus(text: string): NewLabel[] {
  const { status, labels } = splitLabels(text)
  const [first = '', ...more] = status.split(', ')
  // That the garbage collector looks at its stack right now says nothing about the goroutine.
  const remarked = first.replace(/ \(scan\)$/, '')
  const remark = /(?<= \()(?:durable|leaked)(?=\)$)/.exec(remarked)?.[0]
  const state = remark === undefined ? remarked : remarked.slice(0, -remark.length - 3)
  const read: NewLabel[] = [{ key: STATE, text: state }]
  if (remark !== undefined) read.push({ key: remark, text: 'yes' })
  for (const part of more) {
    const minutes = /^(\d{1,15}) minutes?$/.exec(part)?.[1]
    const [, key, number] = /^(\D+) (\d+)$/.exec(part) ?? []
    if (minutes !== undefined) read.push({ key: WAIT, number: Number(minutes), unit: MINUTES })
    else if (key !== undefined) read.push({ key, text: number! })
    else if (part !== '') read.push({ key: part, text: 'yes' })
  }
  return [...read, ...readLabels(labels)]
}

/** Labels follow the status' bracket; in Go 1.26 they stand within it. */
function splitLabels(text: string): { status: string; labels: string } {
  for (const [begin, end] of [
    ['] {', '}'],
    [' labels:{', '}]'],
  ] as const) {
    const at = text.indexOf(begin)
    if (at < 0 || !text.endsWith(end)) continue
    return { status: text.slice(0, at), labels: text.slice(at + begin.length, -end.length) }
  }
  return { status: text.endsWith(']') ? text.slice(0, -1) : text, labels: '' }
}

/** `key: value, "quoted key": "quoted value"`; what cannot be read ends the list. */
function readLabels(text: string): NewLabel[] {
  const pair = /("(?:[^"\\]|\\.)*"|[^":]+): ?("(?:[^"\\]|\\.)*"|[^",]*)(?:, |$)/y
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

import { cumOf } from '../../report/graph/graph.ts'
import type { Options } from '../../select/options.ts'
import type { FrameText } from '../../session/answers.ts'
import { frameText } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'

/** Frames by a part of their name. */
export interface NamesRequest {
  readonly options: Options
  /** Words that the name has, in any order and case; "" matches every frame. */
  readonly text: string
  /** How many to give at most. */
  readonly limit: number
}

export interface NamesAnswer {
  /** Heaviest first. */
  readonly names: readonly NameFound[]
  /** How many match in all. */
  readonly count: number
}

export interface NameFound {
  readonly frame: FrameText
  /** As pprof prints them. */
  readonly cumText: string
  readonly cumPercent: string
}

/** The heaviest frames whose name has each of the words. */
export function namesWith(session: EngineSession, request: NamesRequest): NamesAnswer {
  const { options, text, limit } = request
  const selection = session.selection(options)
  const { names } = selection
  const { keys } = session.orderOf(options, 'cum', false)
  const { values } = session.totalsOf(options)
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const measure = session.measure(options)
  const found: NameFound[] = []
  let count = 0
  for (const key of keys) {
    const name = names.of(key).toLowerCase()
    if (!words.every((word) => name.includes(word))) continue
    count++
    if (found.length >= limit) continue
    const cum = cumOf(values, key)
    found.push({
      frame: frameText(selection, key),
      cumText: measure.formatShown(cum),
      cumPercent: measure.percent(cum).trim(),
    })
  }
  return { names: found, count }
}

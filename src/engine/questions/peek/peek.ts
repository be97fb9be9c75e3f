import { compareText } from '../../profile/format.ts'
import { percentage } from '../../profile/units.ts'
import { cumOf, flatOf } from '../../report/graph/graph.ts'
import type { Measure } from '../../report/measure.ts'
import { OptionError, type Options } from '../../select/options.ts'
import { compileRegexp } from '../../select/regexps.ts'
import type { Selection } from '../../select/selection.ts'
import type { FrameText, Search } from '../../session/answers.ts'
import { frameText } from '../../session/frame-texts.ts'
import type { EngineSession } from '../../session/session.ts'
import { type PeekGraph, peekGraph } from './peek-graph.ts'

/** Callers, and callees, of a frame that are listed before more are requested. */
const LISTED = 12

/** A window of the report `peek`: frames between their callers and callees, a line each. */
export interface PeekRequest {
  readonly options: Options
  /** The frames to show, as the report takes it; "" for just `name`. */
  readonly regexp: string
  /** Name of the frame to show where there is no regexp; "" for the one with the largest cum. */
  readonly name: string
  readonly search: Search
  /** Lists that are shown whole (PeekMore's `list`). */
  readonly open: readonly string[]
  readonly from: number
  readonly to: number
}

export interface PeekAnswer {
  readonly lines: readonly PeekLine[]
  /** Index of the first line given. */
  readonly from: number
  /** Lines in all. */
  readonly count: number
  /** Frames shown between their callers and callees. */
  readonly frames: number
  /** Name of the first of them; "" for none. */
  readonly first: string
  /** Callers and callees, and frames shown, that match the search. */
  readonly matches: number
  /** Error message of a search whose regexp does not parse; "" otherwise. */
  readonly searchError: string
  /** Why there are no lines: pprof's words on the regexp; "" where there are. */
  readonly problem: string
}

/** A caller or a callee. */
export interface PeekCall {
  readonly kind: 'caller' | 'callee'
  readonly frame: FrameText
  /** Key of the frame between. */
  readonly between: number
  /** What goes over the call, and its share of the cum of the frame between. */
  readonly valueText: string
  readonly percent: string
  /** Every such call is inlined. */
  readonly inline: boolean
  readonly match: boolean
}

/** The frame between. */
export interface PeekFrame {
  readonly kind: 'frame'
  readonly frame: FrameText
  readonly flatText: string
  readonly flatPercent: string
  /** Running share of the flat values of the frames shown down to this one. */
  readonly sumPercent: string
  readonly cumText: string
  readonly cumPercent: string
  readonly match: boolean
}

/** Stands for the rest of a list, or ends one that is shown whole. */
export interface PeekMore {
  readonly kind: 'more'
  readonly list: string
  readonly of: 'callers' | 'callees'
  readonly count: number
  /** How many of them are left out while it is not open. */
  readonly hidden: number
  readonly open: boolean
  /** One of those left out matches. */
  readonly match: boolean
}

/** A gap stands between two frames. */
export type PeekLine = PeekCall | PeekFrame | PeekMore | { readonly kind: 'gap' }

/** The callers and callees of the frames that match, in a window. */
export function peekWindow(session: EngineSession, request: PeekRequest): PeekAnswer {
  const { options, search } = request
  const selection = session.selection(options)
  const peek = peekGraph(selection, options)
  const { frames: found, error: searchError } = session.found(options, search)
  const { keys, problem } = framesShown(selection, peek, request)
  const open = new Set(request.open)
  const firstLine = new Float64Array(keys.length + 1)
  for (let i = 0; i < keys.length; i++) {
    firstLine[i + 1] = firstLine[i]! + linesIn(peek, keys[i]!, open) + (i > 0 ? 1 : 0)
  }
  const count = firstLine.at(-1)!
  const from = Math.max(0, Math.min(request.from, count))
  const to = Math.max(from, Math.min(request.to, count))
  const measure = session.measure({ ...options, trim: false })
  const write = blockWriter({ selection, peek, measure, found, open })
  const lines: PeekLine[] = []
  let flat = 0
  for (let i = 0; i < keys.length && firstLine[i]! < to; i++) {
    flat += flatOf(peek.graph.values, keys[i]!)
    if (firstLine[i + 1]! <= from) continue
    const start = firstLine[i]!
    const gap: PeekLine[] = i > 0 ? [{ kind: 'gap' }] : []
    const block = [...gap, ...write(keys[i]!, flat)]
    lines.push(...block.slice(Math.max(0, from - start), to - start))
  }
  return {
    lines,
    from,
    count,
    frames: keys.length,
    first: keys.length > 0 ? selection.names.of(keys[0]!) : '',
    matches: found ? matchesAmong(peek, keys, found) : 0,
    searchError,
    problem,
  }
}

/** The frames to show, in the order of the report. */
function framesShown(
  { names }: Selection,
  { graph }: PeekGraph,
  { regexp, name }: PeekRequest,
): { keys: Int32Array; problem: string } {
  const { nodes, values } = graph
  if (regexp !== '') {
    try {
      const symbol = compileRegexp(regexp)
      const keys = nodes.filter((key) => symbol.test(names.of(key)))
      const problem = keys.length > 0 ? '' : `no matches found for regexp: ${regexp}`
      return { keys, problem }
    } catch (error) {
      if (!(error instanceof OptionError)) throw error
      return { keys: new Int32Array(0), problem: error.message }
    }
  }
  if (name !== '') {
    const key = nodes.find((other) => names.of(other) === name)
    if (key !== undefined) return { keys: Int32Array.of(key), problem: '' }
    return { keys: new Int32Array(0), problem: `${name} is not in what the filters leave.` }
  }
  let heaviest = nodes[0]
  for (const key of nodes) {
    const more = Math.abs(values.cum[key]!) - Math.abs(values.cum[heaviest!]!)
    if (more > 0 || (more === 0 && compareText(names.of(key), names.of(heaviest!)) < 0)) {
      heaviest = key
    }
  }
  return { keys: heaviest === undefined ? new Int32Array(0) : Int32Array.of(heaviest), problem: '' }
}

function listName(key: number, of: 'callers' | 'callees'): string {
  return `${key}.${of}`
}

function linesIn({ callers, callees }: PeekGraph, key: number, open: ReadonlySet<string>): number {
  const listed = (count: number, of: 'callers' | 'callees'): number => {
    if (count <= LISTED) return count
    return (open.has(listName(key, of)) ? count : LISTED) + 1
  }
  return listed(callers[key]!, 'callers') + 1 + listed(callees[key]!, 'callees')
}

interface BlockParts {
  readonly selection: Selection
  readonly peek: PeekGraph
  readonly measure: Measure
  readonly found: Uint8Array | null
  readonly open: ReadonlySet<string>
}

/** @returns what writes the lines of one frame; it takes the flat values added up down to there */
function blockWriter({ selection, peek, measure, found, open }: BlockParts) {
  const { graph, lists } = peek
  const { edges, values } = graph
  const isMatch = (key: number): boolean => found?.[key] === 1
  return (key: number, flatSum: number): PeekLine[] => {
    const flat = flatOf(values, key)
    const cum = cumOf(values, key)
    const list = (of: 'callers' | 'callees'): PeekLine[] => {
      const all = of === 'callers' ? lists.callers(key) : lists.callees(key)
      const end = of === 'callers' ? edges.caller : edges.callee
      const name = listName(key, of)
      const isOpen = open.has(name)
      const lines = Array.from(
        all.length > LISTED && !isOpen ? all.slice(0, LISTED) : all,
        (edge): PeekLine => ({
          kind: of === 'callers' ? 'caller' : 'callee',
          frame: frameText(selection, end[edge]!),
          between: key,
          valueText: measure.formatShown(edges.weight[edge]!),
          percent: percentage(edges.weight[edge]!, cum).trim(),
          inline: edges.inline[edge] === 1,
          match: isMatch(end[edge]!),
        }),
      )
      if (all.length <= LISTED) return lines
      const match = !isOpen && all.slice(LISTED).some((edge) => isMatch(end[edge]!))
      const hidden = all.length - LISTED
      const more: PeekMore = {
        kind: 'more',
        list: name,
        of,
        count: all.length,
        hidden,
        open: isOpen,
        match,
      }
      return [...lines, more]
    }
    return [
      ...list('callers'),
      {
        kind: 'frame',
        frame: frameText(selection, key),
        flatText: measure.formatShown(flat),
        flatPercent: measure.percent(flat).trim(),
        sumPercent: measure.percent(flatSum).trim(),
        cumText: measure.formatShown(cum),
        cumPercent: measure.percent(cum).trim(),
        match: isMatch(key),
      },
      ...list('callees'),
    ]
  }
}

function matchesAmong({ graph }: PeekGraph, keys: Int32Array, found: Uint8Array): number {
  const { caller, callee, count } = graph.edges
  const shown = new Uint8Array(found.length)
  let matches = 0
  for (const key of keys) {
    shown[key] = 1
    matches += found[key]!
  }
  for (let edge = 0; edge < count; edge++) {
    if (shown[callee[edge]!] === 1) matches += found[caller[edge]!]!
    if (shown[caller[edge]!] === 1) matches += found[callee[edge]!]!
  }
  return matches
}

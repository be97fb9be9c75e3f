import type { FrameKey } from '../../profile/ids.ts'
import { NONE } from '../../profile/ids.ts'
import type { Options } from '../../select/options.ts'
import type { Selection } from '../../select/selection.ts'
import type { FrameText } from '../../session/answers.ts'
import type { EngineSession } from '../../session/session.ts'
import { lineSelection, type SourceTable, sourceTable } from './table.ts'

/** Asks what is called on some lines of a file, and from where a function of it is called. */
export interface SourceCallsRequest {
  readonly options: Options
  readonly file: string
  /** Whose call sites are wanted, and whose lines alone count if `scope` says so; "" for none. */
  readonly function: string
  readonly scope: 'file' | 'function'
  readonly lines: readonly number[]
}

export interface SourceCallsAnswer {
  readonly lines: readonly LineCalls[]
  /** Lines that call the function, heaviest first, at most 50. */
  readonly sites: readonly SourceCall[]
}

export interface LineCalls {
  readonly line: number
  /** The calls inlined into the line, callers before what is inlined into them; at most 500. */
  readonly inlined: readonly InlinedCall[]
  /** The functions that the line calls, inlined or not, heaviest first, at most 50. */
  readonly calls: readonly SourceCall[]
}

/** A line of an inlined function, for the samples that have it below the line requested. */
export interface InlinedCall {
  /** 1: inlined into the line itself; 2: into that; … */
  readonly depth: number
  readonly name: string
  readonly file: string
  readonly line: number
  readonly flatText: string
  readonly cumText: string
  /** What selects the function. */
  readonly frame: FrameText
}

export interface SourceCall {
  readonly name: string
  readonly file: string
  /** The line that calls; 0 for what is called. */
  readonly line: number
  readonly valueText: string
  /** Share of the total. */
  readonly percent: string
  /** Every such call was inlined. */
  readonly inline: boolean
  readonly frame: FrameText
}

/** Levels of inlining that are distinguished; compilers stop far above. */
const DEEPEST = 32
const MOST_INLINED = 500
const MOST_CALLS = 50
/** Distinct chains of inlined calls that one question may make. */
const MOST_CHAINS = 100_000
const MOST_LINES = 1000

/** The calls on some lines of a source file, inlined ones as trees. */
export function sourceCalls(
  session: EngineSession,
  request: SourceCallsRequest,
): SourceCallsAnswer {
  const table = sourceTable(session, request.options)
  const selection = lineSelection(session, request.options)
  const walk = new CallWalk(selection, wantedKeys(table, selection, request))
  walk.run()
  return walk.answer(table, request.lines.slice(0, MOST_LINES))
}

interface Wanted {
  /** For each frame key: which of the lines requested it is; -1 for none. */
  readonly line: Int32Array
  /** A byte per frame key: whether it is in the function whose call sites are wanted. */
  readonly callee: Uint8Array
}

function wantedKeys(
  table: SourceTable,
  { frames }: Selection,
  request: SourceCallsRequest,
): Wanted {
  const line = new Int32Array(frames.count).fill(NONE)
  const callee = new Uint8Array(frames.count)
  const places = new Map(request.lines.slice(0, MOST_LINES).map((at, i) => [at, i]))
  for (const each of table.files.get(request.file)?.functions ?? []) {
    const own = each.name === request.function
    for (const key of each.keys) {
      if (own) callee[key] = 1
      if (own || request.scope === 'file') line[key] = places.get(frames.line[key]!) ?? NONE
    }
  }
  return { line, callee }
}

/** A call, or a chain of inlined calls, with what the samples below it add up to. */
interface Call {
  /** The line requested (its place), or the chain that this one goes on. */
  readonly above: Call | number
  readonly depth: number
  readonly key: FrameKey
  readonly below: Map<FrameKey, Call>
  flat: number
  cum: number
  inline: boolean
  /** How often it is on the path from the root to here: a path counts once. */
  onPath: number
}

function newCall(above: Call | number, depth: number, key: FrameKey): Call {
  return { above, depth, key, below: new Map(), flat: 0, cum: 0, inline: true, onPath: 0 }
}

/** Open while the walk is below its node. */
interface Open {
  readonly node: number
  /** Chains that the node ends: what is inlined into it goes on with them. */
  readonly chains: readonly Call[]
  /** Calls that the node makes or is. */
  readonly calls: readonly Call[]
}

/**
 * One walk down the tree that adds up calls. Inlined calls make a tree of their own below each line
 * requested: a node of it is a chain of lines, each inlined into the one before.
 */
class CallWalk {
  /** The tree of each line requested; depth 0 is the line itself. */
  private readonly roots = new Map<number, Call>()
  /** Of each line requested: what it calls, by name and file. */
  private readonly callees = new Map<number, Map<string, Call>>()
  private readonly sites = new Map<FrameKey, Call>()
  private readonly open: Open[] = []
  private chains = 0

  constructor(
    private readonly selection: Selection,
    private readonly wanted: Wanted,
  ) {}

  run(): void {
    const { tree, weights } = this.selection
    const called = weights.called()
    for (let node = 1; node < tree.count; node++) {
      this.closeBefore(node)
      if (weights.live[node] === 0) {
        // Nothing below counts either.
        node = tree.end[node]! - 1
        continue
      }
      const above = tree.parent[node]!
      const around = this.open.at(-1)
      const chainsAbove = around?.node === above ? around.chains : []
      const inline = above > 0 && called[node] === 0
      const total = weights.total[node]!
      // What a node calls is not its own.
      for (const chain of chainsAbove) chain.flat -= total
      const chains = this.chainsAt(tree.key[node]!, inline ? chainsAbove : [])
      const calls = above > 0 ? this.callsAt(tree.key[above]!, tree.key[node]!) : []
      for (const chain of chains) chain.flat += total
      for (const call of [...chains, ...calls]) {
        if (!inline) call.inline = false
        if (call.onPath++ === 0) call.cum += total
      }
      if (chains.length > 0 || calls.length > 0) this.open.push({ node, chains, calls })
    }
  }

  private closeBefore(node: number): void {
    const { end } = this.selection.tree
    for (let last = this.open.at(-1); last && end[last.node]! <= node; last = this.open.at(-1)) {
      for (const call of last.chains) call.onPath--
      for (const call of last.calls) call.onPath--
      this.open.pop()
    }
  }

  private chainsAt(key: FrameKey, above: readonly Call[]): Call[] {
    const chains: Call[] = []
    for (const chain of above) {
      const known = chain.below.get(key)
      if (known) chains.push(known)
      else if (chain.depth < DEEPEST && this.chains++ < MOST_CHAINS) {
        const next = newCall(chain, chain.depth + 1, key)
        chain.below.set(key, next)
        chains.push(next)
      }
    }
    const place = this.wanted.line[key]!
    if (place !== NONE) {
      const root = this.roots.get(place) ?? newCall(place, 0, key)
      this.roots.set(place, root)
      chains.push(root)
    }
    return chains
  }

  private callsAt(caller: FrameKey, callee: FrameKey): Call[] {
    const { frames } = this.selection
    const calls: Call[] = []
    const place = this.wanted.line[caller]!
    if (place !== NONE) {
      const called = this.callees.get(place) ?? new Map<string, Call>()
      this.callees.set(place, called)
      const id = `${frames.name[callee]} ${frames.file[callee]}`
      const call = called.get(id) ?? newCall(place, 1, callee)
      called.set(id, call)
      calls.push(call)
    }
    if (this.wanted.callee[callee] === 1) {
      const site = this.sites.get(caller) ?? newCall(NONE, 1, caller)
      this.sites.set(caller, site)
      calls.push(site)
    }
    return calls
  }

  answer(table: SourceTable, lines: readonly number[]): SourceCallsAnswer {
    return {
      lines: lines.map((line, place) => ({
        line,
        inlined: this.inlinedBelow(table, this.roots.get(place)),
        calls: this.heaviest(table, this.callees.get(place)?.values() ?? [], false),
      })),
      sites: this.heaviest(table, this.sites.values(), true),
    }
  }

  private inlinedBelow(table: SourceTable, root: Call | undefined): InlinedCall[] {
    const rows: InlinedCall[] = []
    const { measure } = table
    const text = (value: number): string => (value === 0 ? '.' : measure.formatShown(value))
    const add = (calls: Iterable<Call>): void => {
      for (const call of [...calls].sort(heavierFirst)) {
        if (rows.length >= MOST_INLINED) return
        const { name, file, line } = this.placeOf(call.key)
        rows.push({
          depth: call.depth,
          name,
          file,
          line,
          flatText: text(call.flat),
          cumText: text(call.cum),
          frame: table.frameOf(call.key),
        })
        add(call.below.values())
      }
    }
    if (root) add(root.below.values())
    return rows
  }

  private heaviest(table: SourceTable, calls: Iterable<Call>, sites: boolean): SourceCall[] {
    const { measure } = table
    return [...calls]
      .filter(({ cum }) => cum !== 0)
      .sort(heavierFirst)
      .slice(0, MOST_CALLS)
      .map(({ key, cum, inline }) => {
        const { name, file, line } = this.placeOf(key)
        return {
          name,
          file,
          line: sites ? line : 0,
          valueText: measure.formatShown(cum),
          percent: measure.percent(cum).trim(),
          inline,
          frame: table.frameOf(key),
        }
      })
  }

  private placeOf(key: FrameKey): { name: string; file: string; line: number } {
    const { profile, frames } = this.selection
    return {
      name: profile.strings.get(frames.name[key]!),
      file: profile.strings.get(frames.file[key]!),
      line: frames.line[key]!,
    }
  }
}

function heavierFirst(a: Call, b: Call): number {
  return Math.abs(b.cum) - Math.abs(a.cum)
}

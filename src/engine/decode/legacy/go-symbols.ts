import type { NewLabel } from '../../profile/builder.ts'
import { RUNTIME_LEFT_OUT } from '../../profile/left-out.ts'
import { unquote } from '../quoted.ts'
import type { CallSymbol, Draft } from './draft.ts'
import { readMemoryStat } from './memory-stats.ts'
import { parseHex } from './numbers.ts'

/**
 * The comments that Go writes under each stack of its text forms (printStackRecord and
 * printCountProfile of runtime/pprof):
 *
 *     # labels: {"route":"/sort", "tenant":"green"}
 *     #	0x46cc1f	main.leak+0x1f	/srv/leakdemo/main.go:51
 *
 * The stack's own addresses are return addresses, these are already less one. Frames are left
 * out: runtime functions up to the first other one, and runtime.goexit. Lines with the same
 * address one after the other are calls inlined there (or a recursion through that address).
 *
 * Behind the stacks of a heap stand numbers about the process's memory: `# HeapSys = 149782528`.
 */
export class StackComments {
  private addresses: bigint[] = []
  private symbols: CallSymbol[] = []
  private labelsWarned = false

  constructor(private readonly draft: Draft) {}

  /** Reads a comment below the draft's last sample. */
  read(line: string): void {
    const labels = /^#\s*labels:\s*(\{.*)$/.exec(line.trim())?.[1]
    if (labels !== undefined) {
      this.readLabels(labels)
      return
    }
    const call = parseCall(line)
    if (!call) {
      const stat = readMemoryStat(line)
      if (stat) this.draft.noteMemory(...stat)
      return
    }
    this.addresses.push(call.address)
    this.symbols.push(call.symbol)
  }

  /** Passes the calls to the draft: call it before the next sample, and at the end. */
  flush(): void {
    if (this.symbols.length === 0) return
    const { draft, addresses, symbols } = this
    const stack = draft.lastStack()
    let at = 0
    for (let from = 0, to = 0; from < symbols.length && at < stack.length; from = to) {
      const address = addresses[from]!
      while (to < symbols.length && addresses[to] === address) to++
      // A program counter that is no return address (of C code) stands as it is in both places.
      const place = draft.find(address) ?? draft.find(address - 1n)
      if (place === undefined) continue
      while (at < stack.length && stack[at] !== place) at++
      const first = at
      while (at < stack.length && stack[at] === place) at++
      if (at === first) break
      // Of the lines of several calls through one address, the first call's may be incomplete.
      const perCall = Math.ceil((to - from) / (at - first))
      if (perCall > draft.symbolsOf(place).length) {
        draft.symbolize(place, symbols.slice(to - perCall, to))
      }
    }
    this.nameLeftOut(stack)
    this.addresses = []
    this.symbols = []
  }

  /**
   * Names the frames that Go leaves out of the comments, by where they are: without names pprof's
   * rule on frames of the runtime would take runtime.goexit for the program's own code, and leave
   * nothing else of an allocation.
   */
  private nameLeftOut(stack: Int32Array): void {
    const { draft } = this
    const named = (place: number): boolean => draft.symbolsOf(place).length > 0
    const first = stack.findIndex(named)
    if (first < 0) return
    for (const place of stack.subarray(0, first)) draft.symbolize(place, [LEFT_OUT])
    const last = stack.at(-1)!
    if (!named(last)) draft.symbolize(last, [GOEXIT])
  }

  private readLabels(text: string): void {
    const labels = parseLabels(text)
    if (labels) this.draft.labelLast(labels)
    else if (!this.labelsWarned) {
      this.labelsWarned = true
      this.draft.warn(`Labels could not be read: ${text.slice(0, 80)}`)
    }
  }
}

const LEFT_OUT: CallSymbol = { name: RUNTIME_LEFT_OUT, file: '', line: 0 }
const GOEXIT: CallSymbol = { name: 'runtime.goexit', file: '', line: 0 }

function parseCall(line: string): { address: bigint; symbol: CallSymbol } | null {
  const [, digits = '', rest = ''] = /^#\s*0x([0-9a-f]{1,16})\s+(\S.*)$/.exec(line.trim()) ?? []
  const address = parseHex(digits)
  if (address === null) return null
  const offset = /\+0x[0-9a-f]+(?:\s+|$)/.exec(rest)
  if (!offset) return { address, symbol: { name: rest, file: '', line: 0 } }
  const name = rest.slice(0, offset.index)
  const place = rest.slice(offset.index + offset[0].length)
  const colon = place.lastIndexOf(':')
  const number = place.slice(colon + 1)
  const numbered = colon >= 0 && /^\d{1,15}$/.test(number)
  return {
    address,
    symbol: numbered
      ? { name, file: place.slice(0, colon), line: Number(number) }
      : { name, file: place, line: 0 },
  }
}

/** A map of Go strings to Go strings as `%q` prints them: `{"key":"value", "key":"value"}`. */
function parseLabels(text: string): NewLabel[] | null {
  const labels: NewLabel[] = []
  const part = /\s*"([^"\\]*(?:\\.[^"\\]*)*)"\s*:\s*"([^"\\]*(?:\\.[^"\\]*)*)"\s*(,|\}$)/y
  part.lastIndex = 1
  if (text === '{}') return labels
  for (;;) {
    const match = part.exec(text)
    if (!match) return null
    const [, key = '', value = '', end] = match
    labels.push({ key: unquote(key), text: unquote(value) })
    if (end !== ',') return labels
  }
}

import type { Entry, Said } from './state.ts'

/** A line of the console's paper. */
export type Row =
  | { readonly kind: 'prompt'; readonly entry: Entry }
  | { readonly kind: 'line'; readonly entry: Entry; readonly report: string; readonly text: string }
  | { readonly kind: 'error' | 'remark'; readonly text: string }
  /** What of an output was left out. */
  | { readonly kind: 'left'; readonly entry: Entry; readonly report: string; readonly text: string }
  | { readonly kind: 'running' | 'cancelled'; readonly entry: Entry }

/** The rows of entries below each other, found without making them all. */
export class Paper {
  private readonly pieces: {
    readonly first: number
    readonly count: number
    at(i: number): Row
  }[] = []
  /** Rows in all. */
  count = 0
  /** Row that the last entry begins with; -1 where there is none. */
  readonly lastEntry: number = -1

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) {
      this.lastEntry = this.count
      if (entry.line !== null) this.add(1, () => ({ kind: 'prompt', entry }))
      for (const said of entry.said) this.addSaid(entry, said)
      const { state } = entry
      if (state !== 'done') this.add(1, () => ({ kind: state, entry }))
    }
  }

  at(row: number): Row | undefined {
    let low = 0
    let high = this.pieces.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.pieces[middle]!.first <= row) low = middle + 1
      else high = middle
    }
    const piece = this.pieces[low - 1]
    return piece && row < piece.first + piece.count ? piece.at(row - piece.first) : undefined
  }

  private addSaid(entry: Entry, said: Said): void {
    if (said.type !== 'text') {
      const lines = said.message.split('\n')
      this.add(lines.length, (i) => ({ kind: said.type, text: lines[i]! }))
      return
    }
    const { lines, report, cut } = said
    this.add(lines.length, (i) => ({ kind: 'line', entry, report, text: lines[i]! }))
    if (!cut || report === '') return
    const text = `Only the first ${lines.length.toLocaleString('en')} lines are shown.`
    this.add(1, () => ({ kind: 'left', entry, report, text }))
  }

  private add(count: number, at: (i: number) => Row): void {
    if (count === 0) return
    this.pieces.push({ first: this.count, count, at })
    this.count += count
  }
}

/** Everything that an entry printed, for the clipboard. */
export function textOf({ said }: Entry): string {
  const texts = said.map((output) =>
    output.type === 'text' ? output.lines.join('\n') : output.message,
  )
  return texts.join('\n')
}

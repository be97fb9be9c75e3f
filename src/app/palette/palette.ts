/** One thing that can be done by its name. */
export interface Entry {
  readonly id: string
  /** The heading that it stands under. */
  readonly group: string
  readonly label: string
  /** Other words that find it. */
  readonly words?: string
  /** At the end of its line: a key, a figure. */
  readonly hint?: string
  /** Shows that it is set already. */
  readonly checked?: boolean
  readonly run: () => void
  /** What Ctrl Enter does. */
  readonly other?: { readonly label: string; readonly run: () => void }
}

export interface Matches {
  /** Entries that have the words of the query in their names, best first. */
  readonly named: readonly Entry[]
  /** Entries that have them elsewhere. */
  readonly others: readonly Entry[]
}

/** The entries that have every word of the query. */
export function matching(entries: readonly Entry[], query: string): Matches {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const named: { entry: Entry; score: number }[] = []
  const others: Entry[] = []
  for (const entry of entries) {
    const score = scoreOf(entry.label.toLowerCase(), words)
    const text = `${entry.label} ${entry.group} ${entry.words ?? ''}`.toLowerCase()
    if (score !== null) named.push({ entry, score })
    else if (words.every((word) => text.includes(word))) others.push(entry)
  }
  // A stable sort: what is equal stays in the order of the list.
  named.sort((a, b) => b.score - a.score)
  return { named: named.map(({ entry }) => entry), others }
}

/** More for words at the start of the label, or of a word of it; null where one is missing. */
function scoreOf(label: string, words: readonly string[]): number | null {
  let score = 0
  for (const word of words) {
    const at = label.indexOf(word)
    if (at < 0) return null
    if (at === 0) score += 3
    else if (/[\s:_(.]/.test(label[at - 1]!)) score += 2
    else score += 1
  }
  return score
}

/** The entries by their headings; a group stands where its best entry does. */
export function grouped(
  entries: readonly Entry[],
): readonly (readonly [string, readonly Entry[]])[] {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const group = groups.get(entry.group)
    if (group) group.push(entry)
    else groups.set(entry.group, [entry])
  }
  return [...groups]
}

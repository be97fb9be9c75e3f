import { NONE } from '../../profile/ids.ts'
import type { Selection } from '../../select/selection.ts'
import { type LabelCounts, MOST_LABELS } from '../graph/trim.ts'
import { type TagNames, tagNames } from './tag-names.ts'

/** A tag at a node: flat of the samples that end there, cum of all that go through. */
export interface Tag {
  readonly name: string
  /** As in TagNames. */
  readonly beside: string | null
  /** A number tag's number, that of the first sample where several print alike. */
  readonly value: number
  readonly unit: string
  readonly flat: number
  readonly cum: number
  /** Divisors of a mean; 0 if none is requested. */
  readonly flatDiv: number
  readonly cumDiv: number
}

/**
 * The values of tags at the nodes of a graph. The samples that have tags are put in the order of
 * the frame tree once; a node's are then a stretch for each of its subtrees, and only the nodes
 * that ask have theirs added up.
 */
export class TagValues implements LabelCounts {
  private readonly names: TagNames
  private readonly samples: TaggedSamples
  private readonly places: Places
  private readonly sum: TagSums
  private readonly known = new Map<number, readonly Tag[]>()

  /** @param callTree nodes are those of the frame tree, not frames */
  constructor(selection: Selection, outputUnit: string, callTree: boolean) {
    this.names = tagNames(selection, outputUnit)
    this.samples = taggedSamples(selection, this.names)
    this.places = new Places(selection, this.samples, callTree)
    this.sum = new TagSums(this.names, this.samples)
  }

  /** The tags of the samples that end in the node; their cum values are left out. */
  flatTags(node: number): Tag[] {
    if (this.samples.set.length === 0) return []
    this.places.eachOwn(node, (from, to) => this.sum.add(from, to, true))
    return this.sum.take()
  }

  /** All tags of the node. */
  allTags(node: number): readonly Tag[] {
    if (this.samples.set.length === 0) return []
    const known = this.known.get(node)
    if (known) return known
    this.places.eachBelow(node, (from, to) => this.sum.add(from, to, false))
    this.places.eachOwn(node, (from, to) => this.sum.add(from, to, true))
    return this.sum.take()
  }

  countOf(node: number, cutoff: number): number {
    const flat = this.flatTags(node).filter((tag) => tag.flat !== 0)
    const heavy = flat.filter((tag) => Math.abs(tag.flat) >= cutoff).length
    if (heavy === flat.length || heavy >= MOST_LABELS) return heavy
    // A tag stays, too, if it is its cum value that is not light.
    const all = this.allTags(node)
    this.known.set(node, all)
    return all.filter((tag) => tag.flat !== 0 && !isLight(tag, cutoff)).length
  }
}

/** Whether the tag is too light to be drawn at its node. */
export function isLight({ flat, cum }: Tag, cutoff: number): boolean {
  return Math.abs(flat) < cutoff && Math.abs(cum) < cutoff
}

/** The samples that count and have tags, ordered by the frame node that they end in. */
interface TaggedSamples {
  /** Node `n` has the samples `first[n]` up to `first[n + 1]` of the columns. */
  readonly first: Uint32Array
  /** Label set. */
  readonly set: Uint32Array
  readonly weight: Float64Array
  /** Divisors of a mean; null if none is requested. */
  readonly div: Float64Array | null
  /** Place among the profile's samples. */
  readonly sample: Uint32Array
}

/** Orders the samples: one counting sort. */
function taggedSamples(selection: Selection, names: TagNames): TaggedSamples {
  const { column, mean } = selection.value
  const { samples } = selection.profile
  const values = samples.values[column]!
  const divisors = mean ? samples.values[0]! : null
  const nodes = sampleNodes(selection, names, values, divisors)
  const first = new Uint32Array(selection.tree.count + 2)
  for (const node of nodes) if (node !== NONE) first[node + 2]!++
  // Shifted by one while the columns are filled: then each entry is where its node's next goes.
  for (let node = 2; node < first.length; node++) first[node]! += first[node - 1]!
  const count = first[first.length - 1]!
  const set = new Uint32Array(count)
  const weight = new Float64Array(count)
  const div = divisors && new Float64Array(count)
  const sample = new Uint32Array(count)
  for (let i = 0; i < nodes.length; i++) {
    const node = nodes[i]!
    if (node === NONE) continue
    const at = first[node + 1]!++
    set[at] = samples.labelSet[i]!
    weight[at] = values[i]!
    if (div && divisors) div[at] = divisors[i]!
    sample[at] = i
  }
  return { first, set, weight, div, sample }
}

/** The frame node that each sample ends in; -1 where it has no tags or does not count. */
function sampleNodes(
  { profile, tree, counted }: Selection,
  names: TagNames,
  values: Float64Array,
  divisors: Float64Array | null,
): Int32Array {
  const { kept, keptSets } = counted
  const { count, labelSet, stack } = profile.samples
  const nodes = new Int32Array(count).fill(NONE)
  for (let i = 0; i < count; i++) {
    const set = labelSet[i]!
    if (names.first[set] === names.first[set + 1]) continue
    if (kept[stack[i]!] === 0 || (keptSets && keptSets[set] === 0)) continue
    if (values[i] === 0 && (divisors === null || divisors[i] === 0)) continue
    nodes[i] = tree.ofStack[stack[i]!]!
  }
  return nodes
}

type Stretch = (from: number, to: number) => void

/** Nodes of the frame tree by frame, as linked lists: -1 ends each. */
interface NodeLists {
  /** By frame key. */
  readonly first: Int32Array
  /** By node. */
  readonly next: Int32Array
}

/** Where the samples of a graph's nodes are. */
class Places {
  /** The nodes that tagged samples end in; null in a call tree, where a node is itself. */
  private readonly own: NodeLists | null
  /** Those that they go through, less recursive ones; made when first needed. */
  private below: NodeLists | null = null

  constructor(
    private readonly selection: Selection,
    private readonly samples: TaggedSamples,
    private readonly callTree: boolean,
  ) {
    const { first, set } = samples
    this.own =
      callTree || set.length === 0 ? null : this.nodeLists((at) => first[at]! < first[at + 1]!)
  }

  /** Calls back for the samples that end in the node. */
  eachOwn(node: number, found: Stretch): void {
    const { first } = this.samples
    if (!this.own) {
      found(first[node]!, first[node + 1]!)
      return
    }
    const { first: head, next } = this.own
    for (let at = head[node]!; at !== NONE; at = next[at]!) found(first[at]!, first[at + 1]!)
  }

  /** Calls back for the samples that go through the node, each once however often it recurs. */
  eachBelow(node: number, found: Stretch): void {
    const { first } = this.samples
    const { end, recursive } = this.selection.tree
    if (this.callTree) {
      found(first[node]!, first[end[node]!]!)
      return
    }
    this.below ??= this.nodeLists((at) => recursive[at] === 0)
    const { first: head, next } = this.below
    for (let at = head[node]!; at !== NONE; at = next[at]!) found(first[at]!, first[end[at]!]!)
  }

  /** Lists nodes that have tagged samples in or below them. */
  private nodeLists(belongs: (at: number) => boolean): NodeLists {
    const { tree, frames } = this.selection
    const { key, end } = tree
    const samples = this.samples.first
    const first = new Int32Array(frames.count).fill(NONE)
    const next = new Int32Array(tree.count)
    for (let at = 1; at < tree.count; at++) {
      if (samples[at]! === samples[end[at]!]!) at = end[at]! - 1
      else if (belongs(at)) {
        next[at] = first[key[at]!]!
        first[key[at]!] = at
      }
    }
    return { first, next }
  }
}

/** Adds up samples by tag; the columns are used again for each node. */
class TagSums {
  private readonly flat: Float64Array
  private readonly cum: Float64Array
  private readonly flatDiv: Float64Array
  private readonly cumDiv: Float64Array
  /** The first sample that has the tag, and the number it has. */
  private readonly sample: Float64Array
  private readonly value: Float64Array
  /** Tags that have been met, in the order of their coming. */
  private met: number[] = []

  constructor(
    private readonly names: TagNames,
    private readonly samples: TaggedSamples,
  ) {
    const { count } = names
    this.flat = new Float64Array(count)
    this.cum = new Float64Array(count)
    this.flatDiv = new Float64Array(count)
    this.cumDiv = new Float64Array(count)
    this.sample = new Float64Array(count).fill(Number.POSITIVE_INFINITY)
    this.value = new Float64Array(count)
  }

  add(from: number, to: number, flat: boolean): void {
    const { first, tag, value } = this.names
    const { set, weight, div, sample } = this.samples
    const sums = flat ? this.flat : this.cum
    const divs = flat ? this.flatDiv : this.cumDiv
    for (let i = from; i < to; i++) {
      const end = first[set[i]! + 1]!
      for (let at = first[set[i]!]!; at < end; at++) {
        const t = tag[at]!
        sums[t]! += weight[i]!
        if (div) divs[t]! += div[i]!
        if (sample[i]! >= this.sample[t]!) continue
        if (this.sample[t] === Number.POSITIVE_INFINITY) this.met.push(t)
        this.sample[t] = sample[i]!
        this.value[t] = value[at]!
      }
    }
  }

  /** The tags that have been added up; starts again. */
  take(): Tag[] {
    const tags = this.met.map((t) => ({
      name: this.names.name[t]!,
      beside: this.names.beside[t]!,
      value: this.value[t]!,
      unit: this.names.unit,
      flat: this.flat[t]!,
      cum: this.cum[t]!,
      flatDiv: this.flatDiv[t]!,
      cumDiv: this.cumDiv[t]!,
    }))
    for (const t of this.met) {
      this.flat[t] = 0
      this.cum[t] = 0
      this.flatDiv[t] = 0
      this.cumDiv[t] = 0
      this.sample[t] = Number.POSITIVE_INFINITY
    }
    this.met = []
    return tags
  }
}

import { compareText } from '../../profile/format.ts'
import { scale, scaledLabel } from '../../profile/units.ts'
import { shownValue } from '../../select/weights.ts'
import { MOST_LABELS } from '../graph/trim.ts'
import { escapeForDot } from './short-names.ts'
import { isLight, type Tag, type TagValues } from './tag-values.ts'

/** What is drawn of one or several tags. */
interface Nodelet {
  readonly name: string
  readonly flat: number
  readonly cum: number
}

/**
 * The labels of a node as small boxes beside it: the heaviest combinations of texts, beside each
 * the heaviest numbers that stand with it, then the numbers that stand alone. A leaf shows cum
 * values (what it calls may have been dropped), any other node its own.
 * (Rules: github.com/google/pprof, internal/graph addNodelets.)
 */
export class Nodelets {
  constructor(
    private readonly tags: TagValues,
    /** Lighter tags are left out. */
    private readonly cutoff: number,
    private readonly format: (value: number) => string,
  ) {}

  /** The lines of DOT for a node. @param id its number in the drawing */
  of(node: number, id: number, leaf: boolean): string[] {
    const tags = this.shown(node, leaf)
    const lines: string[] = []
    const texts = tags.filter(({ beside }) => beside === null)
    sortTags(texts, !leaf)
    texts.slice(0, MOST_LABELS).forEach((tag, i) => {
      const value = leaf ? cumOf(tag) : flatOf(tag)
      if (value === 0) return
      lines.push(...this.box(`N${id}`, `N${id}_${i}`, tag.name, value, ''))
      lines.push(...this.numbers(tags, tag.name, `N${id}_${i}`, leaf))
    })
    lines.push(...this.numbers(tags, '', `N${id}`, leaf))
    return lines
  }

  /** The tags that take part, which are many more than those that are drawn. */
  private shown(node: number, leaf: boolean): readonly Tag[] {
    const { cutoff } = this
    if (!leaf) {
      const flat = this.tags.flatTags(node)
      if (flat.every((tag) => flatOf(tag) === 0)) return []
      // The cum values decide what is light, and numbers are grouped with those of no flat value.
      const heavy = flat.filter((tag) => Math.abs(tag.flat) >= cutoff)
      const enough = heavy.length === flat.length || heavy.length >= MOST_LABELS
      if (enough && flat.every(({ beside }) => beside === null)) return heavy
    }
    return this.tags.allTags(node).filter((tag) => !isLight(tag, cutoff))
  }

  private numbers(all: readonly Tag[], beside: string, source: string, leaf: boolean): string[] {
    const tags = all.filter((tag) => tag.beside === beside)
    return groupTags(tags, !leaf).flatMap(({ name, flat, cum }, i) => {
      const value = leaf ? cum : flat
      if (value === 0) return []
      const style = value === flat ? '' : ' style="dotted"'
      return this.box(source, `N${source}_${i}`, name, value, style)
    })
  }

  private box(source: string, id: string, name: string, value: number, style: string): string[] {
    const text = this.format(value)
    return [
      `${id} [label = "${name}" id="${id}" fontsize=8 shape=box3d tooltip="${text}"]`,
      `${source} -> ${id} [label=" ${text}" weight=100 tooltip="${text}" labeltooltip="${text}"${style}]`,
    ]
  }
}

function flatOf({ flat, flatDiv }: Tag): number {
  return shownValue(flat, flatDiv)
}

function cumOf({ cum, cumDiv }: Tag): number {
  return shownValue(cum, cumDiv)
}

/** Puts the heaviest first, in place. */
function sortTags(tags: Nodelet[], byFlat: boolean): void {
  tags.sort(
    (a, b) =>
      (byFlat ? 0 : Math.abs(b.cum) - Math.abs(a.cum)) ||
      Math.abs(b.flat) - Math.abs(a.flat) ||
      compareText(a.name, b.name),
  )
}

/**
 * Makes at most four of any number of tags: each beyond the four heaviest joins that one of them
 * whose number is nearest. (Rule: github.com/google/pprof, internal/graph collapsedTags.)
 */
function groupTags(tags: Tag[], byFlat: boolean): Nodelet[] {
  sortTags(tags, byFlat)
  if (tags.length <= MOST_LABELS) {
    return tags.map((tag) => ({ name: tag.name, flat: flatOf(tag), cum: cumOf(tag) }))
  }
  const groups = tags.slice(0, MOST_LABELS).map((tag) => [tag])
  for (const tag of tags.slice(MOST_LABELS)) {
    let nearest = groups[0]!
    for (const group of groups) {
      if (distance(tag, group[0]!) < distance(tag, nearest[0]!)) nearest = group
    }
    nearest.push(tag)
  }
  const nodelets = groups.map(groupOf)
  sortTags(nodelets, byFlat)
  return nodelets
}

function distance(tag: Tag, other: Tag): number {
  return Math.abs(scale(other.value, other.unit, tag.unit).value - tag.value)
}

/** One nodelet for a group, named after its smallest and its largest number. */
function groupOf(group: readonly Tag[]): Nodelet {
  let smallest = group[0]!
  let largest = group[0]!
  const sum = { flat: 0, cum: 0, flatDiv: 0, cumDiv: 0 }
  for (const tag of group) {
    if (tag.value < smallest.value) smallest = tag
    if (tag.value > largest.value) largest = tag
    sum.flat += tag.flat
    sum.cum += tag.cum
    sum.flatDiv += tag.flatDiv
    sum.cumDiv += tag.cumDiv
  }
  // In a unit of their own: in that of the report small numbers would read "0..0".
  const [from, to] = [smallest, largest].map(({ value, unit }) => scaledLabel(value, unit, 'auto'))
  return {
    name: escapeForDot(group.length === 1 ? from! : `${from}..${to}`),
    flat: flatOf({ ...smallest, ...sum }),
    cum: cumOf({ ...smallest, ...sum }),
  }
}

import { NONE } from '../profile/ids.ts'
import { simplifyFunctionName } from '../profile/names.ts'
import type { Tables } from '../profile/profile.ts'
import type { OptionName, Options } from './options.ts'
import { compilePattern, type Matcher, matchNames, type NameMatches } from './regexps.ts'

/** The options that decide which frames of a stack are shown. */
export type FrameFilters = Pick<Options, 'hide' | 'show' | 'show_from' | 'prune_from' | 'noinlines'>

/**
 * The lines of each location that are left by the filters on frames: location `l` has
 * `line[first[l]]` up to `line[first[l + 1]]`, innermost first. A location without any is hidden.
 */
export interface ShownLines {
  readonly first: Uint32Array
  /** Row of `profile.lines`; -1 for a location without symbols, which shows as itself. */
  readonly line: Int32Array
  /** 1 where show_from matches; null without that option. */
  readonly showFrom: Uint8Array | null
  /** 1 where prune_from matches; null without that option. */
  readonly pruneFrom: Uint8Array | null
  /** Some location is hidden, so that a sample may have nothing left to show. */
  readonly anyHidden: boolean
  /** Options whose pattern matched nothing. */
  readonly unmatched: readonly OptionName[]
}

/**
 * Applies hide, show, show_from, prune_from and noinlines to the locations, in pprof's order
 * (github.com/google/pprof, profile/filter.go and prune.go).
 * @throws OptionError for a pattern that does not parse
 */
export function shownLines(profile: Tables, filters: FrameFilters): ShownLines {
  const pass = new LinePass(profile, filters)
  const { locations } = profile
  const first = new Uint32Array(locations.count + 1)
  let line = new Int32Array(profile.lines.count + locations.count)
  let end = 0
  for (let l = 0; l < locations.count; l++) {
    end = pass.apply(l, line, end)
    first[l + 1] = end
  }
  line = line.slice(0, end)
  return { first, line, ...pass.finish() }
}

class LinePass {
  private readonly hide: NameMatches | null
  private readonly show: NameMatches | null
  private readonly showFrom: NameMatches | null
  private readonly pruneFrom: Uint8Array | null
  private readonly showFromBits: Uint8Array | null
  private readonly pruneFromBits: Uint8Array | null
  private anyHidden = false
  private readonly matched = new Set<OptionName>()

  constructor(
    private readonly profile: Tables,
    private readonly filters: FrameFilters,
  ) {
    const names = (option: 'hide' | 'show' | 'show_from'): NameMatches | null => {
      const matcher = compilePattern(filters[option], option)
      return matcher && matchNames(profile, matcher)
    }
    this.hide = names('hide')
    this.show = names('show')
    this.showFrom = names('show_from')
    const prune = compilePattern(filters.prune_from, 'prune_from')
    this.pruneFrom = prune && matchSimplified(profile, prune)
    const { count } = profile.locations
    this.showFromBits = this.showFrom && new Uint8Array(count)
    this.pruneFromBits = this.pruneFrom && new Uint8Array(count)
  }

  /** Writes the lines that location `l` keeps to `out` from `at` on; returns where they end. */
  apply(l: number, out: Int32Array, at: number): number {
    const { locations } = this.profile
    const firstLine = locations.firstLine[l]!
    const endLine = locations.firstLine[l + 1]!
    let end = at
    for (let line = firstLine; line < endLine; line++) out[end++] = line
    const symbolised = end > at
    const mapping = locations.mapping[l]!

    let hidden = false
    if (this.hide && this.matchesLocation(this.hide, out, at, end, mapping)) {
      this.matched.add('hide')
      end = this.mapped(this.hide, mapping) ? at : this.retain(this.hide, false, out, at, end)
      hidden = end === at
    }
    if (this.show) {
      if (!this.mapped(this.show, mapping)) end = this.retain(this.show, true, out, at, end)
      hidden = end === at
      if (!hidden) this.matched.add('show')
    }
    if (hidden) {
      this.anyHidden = true
      if (this.showFrom && this.mapped(this.showFrom, mapping)) this.matched.add('show_from')
      return at
    }
    if (this.showFrom && this.showFromBits) {
      const to = this.mapped(this.showFrom, mapping) ? end : this.lastMatch(out, at, end) + 1
      if (to > at || this.mapped(this.showFrom, mapping)) {
        this.showFromBits[l] = 1
        this.matched.add('show_from')
        end = to
      }
    }
    let from = at
    if (this.pruneFrom && this.pruneFromBits) {
      while (from < end && !this.functionMatches(this.pruneFrom, out[from]!)) from++
      if (from < end) {
        this.pruneFromBits[l] = 1
        this.matched.add('prune_from')
      } else from = at
    }
    if (this.filters.noinlines && end > from) from = end - 1
    if (!symbolised) out[end++] = NONE
    else if (from > at) {
      out.copyWithin(at, from, end)
      end -= from - at
    }
    return end
  }

  finish(): Omit<ShownLines, 'first' | 'line'> {
    const patterns = ['hide', 'show', 'show_from', 'prune_from'] as const
    return {
      showFrom: this.showFromBits,
      pruneFrom: this.pruneFromBits,
      anyHidden: this.anyHidden,
      unmatched: patterns.filter((name) => this.filters[name] !== '' && !this.matched.has(name)),
    }
  }

  private mapped(matches: NameMatches, mapping: number): boolean {
    return mapping !== NONE && matches.mappings[mapping] === 1
  }

  private functionMatches(functions: Uint8Array, line: number): boolean {
    return functions[this.profile.lines.function[line]!] === 1
  }

  private matchesLocation(
    matches: NameMatches,
    out: Int32Array,
    from: number,
    to: number,
    mapping: number,
  ): boolean {
    for (let i = from; i < to; i++) {
      if (this.functionMatches(matches.functions, out[i]!)) return true
    }
    return this.mapped(matches, mapping)
  }

  /** Keeps the lines that match, or those that do not; returns where they end. */
  private retain(
    matches: NameMatches,
    wanted: boolean,
    out: Int32Array,
    from: number,
    to: number,
  ): number {
    let end = from
    for (let i = from; i < to; i++) {
      if (this.functionMatches(matches.functions, out[i]!) === wanted) out[end++] = out[i]!
    }
    return end
  }

  /** The outermost line that show_from matches, or `from - 1`. */
  private lastMatch(out: Int32Array, from: number, to: number): number {
    let i = to - 1
    while (i >= from && !this.functionMatches(this.showFrom!.functions, out[i]!)) i--
    return i
  }
}

/** A byte per function: whether its name, without parameters, matches. */
function matchSimplified(profile: Tables, matcher: Matcher): Uint8Array {
  const { functions, strings } = profile
  return Uint8Array.from(functions.name, (index) => {
    const name = strings.get(index)
    return name !== '' && matcher.test(simplifyFunctionName(name)) ? 1 : 0
  })
}

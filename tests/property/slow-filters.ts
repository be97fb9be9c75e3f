import { posix } from 'node:path'
import type { Options } from '../../src/engine/select/options.ts'
import type { PlainLine, PlainProfile } from './plain-profile.ts'

/**
 * What pprof does to the samples of a profile before it makes a graph of them, step by step and
 * sample by sample: slow, but easy to hold against github.com/google/pprof (profile/filter.go,
 * profile/prune.go, driver.aggregate).
 */

export interface SlowLocation {
  binary: string | null
  address: number
  lines: PlainLine[]
}

export interface SlowSample {
  stack: SlowLocation[]
  readonly values: readonly [number, number]
}

export interface SlowProfile {
  readonly locations: readonly SlowLocation[]
  samples: SlowSample[]
}

export function slowCopy({ locations, samples }: PlainProfile): SlowProfile {
  const copies = locations.map((location) => ({ ...location, lines: [...location.lines] }))
  return {
    locations: copies,
    samples: samples.map(({ stack, values }) => ({ stack: stack.map((i) => copies[i]!), values })),
  }
}

/** focus, ignore, hide, show, show_from, prune_from; changes the profile. */
export function filterSlowly(profile: SlowProfile, options: Options): void {
  const { focus, ignore, hide, show } = options
  if (focus || ignore || hide || show) filterByName(profile, options)
  if (options.show_from) showFrom(profile, new RegExp(options.show_from))
  if (options.prune_from) pruneFrom(profile, new RegExp(options.prune_from))
}

const lineMatches = ({ name, file }: PlainLine, regexp: RegExp): boolean =>
  regexp.test(name) || regexp.test(file)

const binaryMatches = ({ binary }: SlowLocation, regexp: RegExp): boolean =>
  binary !== null && regexp.test(binary)

const matchesName = (location: SlowLocation, regexp: RegExp): boolean =>
  location.lines.some((line) => lineMatches(line, regexp)) || binaryMatches(location, regexp)

function filterByName(profile: SlowProfile, options: Options): void {
  const regexp = (text: string): RegExp | null => (text === '' ? null : new RegExp(text))
  const focus = regexp(options.focus)
  const ignore = regexp(options.ignore)
  const hide = regexp(options.hide)
  const show = regexp(options.show)
  const focused = new Set<SlowLocation>()
  const ignored = new Set<SlowLocation>()
  const hidden = new Set<SlowLocation>()
  for (const location of profile.locations) {
    if (ignore && matchesName(location, ignore)) ignored.add(location)
    else if (!focus || matchesName(location, focus)) focused.add(location)
    if (hide && matchesName(location, hide)) {
      const all = binaryMatches(location, hide)
      location.lines = all ? [] : location.lines.filter((line) => !lineMatches(line, hide))
      if (location.lines.length === 0) hidden.add(location)
    }
    if (show) {
      if (!binaryMatches(location, show)) {
        location.lines = location.lines.filter((line) => lineMatches(line, show))
      }
      if (location.lines.length === 0) hidden.add(location)
    }
  }
  profile.samples = profile.samples.filter((sample) => {
    if (sample.stack.some((location) => ignored.has(location))) return false
    if (!sample.stack.some((location) => focused.has(location))) return false
    if (hidden.size === 0) return true
    sample.stack = sample.stack.filter((location) => !hidden.has(location))
    return sample.stack.length > 0
  })
}

function showFrom(profile: SlowProfile, regexp: RegExp): void {
  const matched = new Set<SlowLocation>()
  for (const location of profile.locations) {
    const last = location.lines.findLastIndex((line) => lineMatches(line, regexp))
    if (binaryMatches(location, regexp)) matched.add(location)
    else if (last >= 0) {
      matched.add(location)
      location.lines = location.lines.slice(0, last + 1)
    }
  }
  profile.samples = profile.samples.filter((sample) => {
    const last = sample.stack.findLastIndex((location) => matched.has(location))
    sample.stack = sample.stack.slice(0, last + 1)
    return last >= 0
  })
}

function pruneFrom(profile: SlowProfile, regexp: RegExp): void {
  const matched = new Set<SlowLocation>()
  for (const location of profile.locations) {
    const first = location.lines.findIndex(
      ({ name }) => name !== '' && regexp.test(withoutParameters(name)),
    )
    if (first < 0) continue
    matched.add(location)
    location.lines = location.lines.slice(first)
  }
  for (const sample of profile.samples) {
    const first = sample.stack.findIndex((location) => matched.has(location))
    if (first >= 0) sample.stack = sample.stack.slice(first)
  }
}

function withoutParameters(name: string): string {
  const plain = name.replace(/^\./, '')
  for (const { 0: text, index } of plain.matchAll(/\(anonymous namespace\)|operator\(\)|\(/g)) {
    if (text === '(') return plain.slice(0, index)
  }
  return plain
}

/** Leaves of every location what the granularity tells apart; changes the profile. */
export function aggregateSlowly(profile: SlowProfile, options: Options): void {
  const { granularity, noinlines, showcolumns } = options
  for (const { lines } of profile.locations) {
    lines.forEach((line, i) => {
      lines[i] = { ...line, file: line.file === '' ? '' : posix.normalize(line.file) }
    })
  }
  if (granularity === 'addresses' && !noinlines) return
  const byLine = granularity === 'lines' || granularity === 'addresses'
  for (const location of profile.locations) {
    if (granularity !== 'addresses') location.address = 0
    if (noinlines) location.lines = location.lines.slice(-1)
    location.lines = location.lines.map((line) => ({
      ...line,
      name: granularity === 'files' ? '' : line.name,
      file: granularity === 'functions' ? '' : line.file,
      line: byLine ? line.line : 0,
      column: byLine && showcolumns ? line.column : 0,
    }))
  }
}

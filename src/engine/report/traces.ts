import { compareText } from '../profile/format.ts'
import { NONE } from '../profile/ids.ts'
import { cleanPath } from '../profile/paths.ts'
import type { Profile } from '../profile/profile.ts'
import { scaledLabel } from '../profile/units.ts'
import { filteredProfile } from '../select/filtered-profile.ts'
import { FrameNames } from '../select/frame-names.ts'
import type { Frames } from '../select/frames.ts'
import { labelUnits } from '../select/label-filters.ts'
import type { Selection } from '../select/selection.ts'
import { shownValue } from '../select/weights.ts'
import type { ReportInput } from './input.ts'
import { profileLabels } from './labels.ts'

const SEPARATOR = `${'-'.repeat(11)}+${'-'.repeat(55)}`

/** Width of the column of values and of label keys. */
const WIDTH = 10

/**
 * The report `traces`: every sample with its labels, its value and its stack, innermost call
 * first. It walks the stacks of locations, not of frames: a call is inlined if it is not the last
 * line of its location.
 */
export function* tracesReport(input: ReportInput): Generator<string> {
  const { profile, options, source, measure } = input
  const head = profileLabels(profile, measure)
  yield* head.length > 0 ? head : ['']

  const { samples, stacks } = filteredProfile(source, options)
  const values = samples.values[source.value.column]!
  const divisors = source.value.mean ? samples.values[0]! : null
  const labelLines = new LabelLines(profile, source)
  const frameLines = new FrameLines(profile, source)
  for (let i = 0; i < samples.count; i++) {
    const stack = samples.stack[i]!
    if (stack === 0) continue
    yield SEPARATOR
    yield* labelLines.of(samples.labelSet[i]!)
    const divisor = divisors?.[i] ?? 0
    const value = shownValue(values[i]!, divisor)
    let column = measure.format(value).padStart(WIDTH)
    for (let node = stack; node !== 0; node = stacks.parent[node]!) {
      for (const frame of frameLines.of(stacks.location[node]!)) {
        yield `${column}   ${frame}`
        column = ' '.repeat(WIDTH)
      }
    }
  }
  yield SEPARATOR
}

/** The lines for the labels of each label set, put together when first needed. */
class LabelLines {
  private readonly known: (string[] | undefined)[] = []
  private readonly units: ReadonlyMap<number, string>

  constructor(
    private readonly profile: Profile,
    private readonly source: Selection,
  ) {
    this.units = labelUnits(profile).units
  }

  /** A line for each key, the texts before the numbers. */
  of(set: number): string[] {
    this.known[set] ??= this.compose(set)
    return this.known[set]
  }

  private compose(set: number): string[] {
    const { labels } = this.source
    const { strings } = this.profile
    const texts = new Map<string, string[]>()
    const numbers = new Map<string, string[]>()
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      const key = strings.get(labels.key[i]!)
      const unit = this.units.get(labels.key[i]!) ?? ''
      const numeric = labels.str[i] === 0
      const value = numeric
        ? scaledLabel(labels.num[i]!, unit, 'auto')
        : strings.get(labels.str[i]!)
      const lists = numeric ? numbers : texts
      const list = lists.get(key)
      if (list) list.push(value)
      else lists.set(key, [value])
    }
    // pprof sorts the lines, not the keys, which are padded.
    const lines = (lists: Map<string, string[]>): string[] =>
      Array.from(lists, ([key, list]) => `${padded(key)}:  ${list.join(' ')}`).sort(compareText)
    return [...lines(texts), ...lines(numbers)]
  }
}

function padded(key: string): string {
  return ' '.repeat(Math.max(0, WIDTH - [...key].length)) + key
}

/** The frames of each location as printed, put together when first needed. */
class FrameLines {
  private readonly known: (string[] | undefined)[] = []
  private readonly names: FrameNames

  constructor(
    profile: Profile,
    private readonly source: Selection,
  ) {
    this.names = namesWithWholePaths(profile, source.frames)
  }

  /** Innermost call first. */
  of(location: number): string[] {
    this.known[location] ??= this.compose(location)
    return this.known[location]
  }

  private compose(location: number): string[] {
    const { shown, frames } = this.source
    const lines: string[] = []
    const end = shown.first[location + 1]!
    for (let i = shown.first[location]!; i < end; i++) {
      lines.push(`${this.names.of(frames.ofLine[i]!)}${i < end - 1 ? ' (inline)' : ''}`)
    }
    return lines
  }
}

/** Frames in words with the files' paths as recorded: this report alone does not trim them. */
export function namesWithWholePaths(profile: Profile, frames: Frames): FrameNames {
  const { functions, lines, strings } = profile
  const file = frames.file.map((trimmed, key) => {
    const line = frames.sampleLine[key]!
    if (trimmed === 0 || line === NONE) return trimmed
    return strings.add(cleanPath(strings.get(functions.file[lines.function[line]!]!)))
  })
  return new FrameNames(strings, { ...frames, file })
}

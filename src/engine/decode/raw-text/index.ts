import type { NewLabel } from '../../profile/builder.ts'
import { ProfileBuilder } from '../../profile/builder.ts'
import { withRoom } from '../../profile/columns.ts'
import { NONE } from '../../profile/ids.ts'
import type { Profile, ValueType } from '../../profile/profile.ts'
import { type Format, only } from '../format.ts'
import { IdIndex, malformed } from '../ids.ts'
import { LineReader } from '../legacy/lines.ts'
import { headOf } from '../text.ts'
import {
  type RawCall,
  type RawLocation,
  type RawMapping,
  readCall,
  readLabels,
  readLocation,
  readMapping,
  readSample,
} from './lines.ts'

/** Lines between two checkpoints: about ten milliseconds of work. */
const STRIDE = 1 << 14

/** What stands before the labels of a sample. */
const LABEL_MARGIN = ' '.repeat(16)

/** What `pprof -raw` prints: samples, locations and mappings of a profile as text. */
export const rawText: Format = {
  name: 'output of pprof -raw',
  recognizes: (bytes) => /^(Comment: |Doc: |PeriodType: )/.test(headOf(bytes)),
  async decode(bytes, checkpoint) {
    const reader = new RawReader(new LineReader(bytes))
    for (let n = 1; reader.read(); n++) {
      if (n % STRIDE === 0) await checkpoint('decode', reader.lines.offset, bytes.length)
    }
    return reader.hasSamples ? only(reader.finish()) : null
  },
}

type Section = 'header' | 'types' | 'samples' | 'locations' | 'mappings'

class RawReader {
  private section: Section = 'header'
  private types: ValueType[] = []
  private defaultSampleType = ''
  private readonly comments: string[] = []
  private readonly about: {
    docUrl?: string
    timeNanos?: bigint
    period?: bigint
    periodType?: ValueType
  } = {}
  /** Samples × types. */
  private values = new BigInt64Array(256)
  private readonly paths: (readonly number[])[] = []
  private readonly labels: NewLabel[][] = []
  private readonly locations: { row: RawLocation; calls: RawCall[] }[] = []
  private readonly mappings: RawMapping[] = []

  constructor(readonly lines: LineReader) {}

  get hasSamples(): boolean {
    return this.section !== 'header'
  }

  /** Takes in the next line; false at the end. */
  read(): boolean {
    const { lines } = this
    if (!lines.next()) return false
    const { text } = lines
    if (this.section === 'header') this.headerLine(text)
    else if (this.section === 'types') this.typesLine(text)
    else if (text === 'Locations') this.section = 'locations'
    else if (text === 'Mappings') this.section = 'mappings'
    else if (text.trim() !== '' && !this.row(text) && lines.terminated) {
      throw lines.broken(
        'output of pprof -raw',
        'After “Samples:” there have to be lines such as “1 10000000: 1 2 3”, then Locations, then Mappings: print it again, or take the profile itself.',
      )
    }
    return true
  }

  finish(): Profile {
    const builder = new ProfileBuilder(this.types, {
      ...this.about,
      comments: this.comments,
      defaultSampleType: this.defaultSampleType,
    })
    if (this.section !== 'mappings') builder.warn('The text ends before its mappings.')
    const locationOf = this.writeTables(builder)
    const width = this.types.length
    this.paths.forEach((path, row) => {
      const stack = path.map((id) => {
        const location = locationOf.get(id)
        if (location === NONE)
          throw malformed(`a sample refers to location ${id}, which does not exist`)
        return location
      })
      const values = Array.from({ length: width }, (_, type) =>
        Number(this.values[row * width + type]),
      )
      builder.addSample(stack, values, this.labels[row])
    })
    return this.withExactValues(this.withIds(builder.build()))
  }

  private headerLine(text: string): void {
    const [, key, value = ''] = /^(\w+): ?(.*)$/.exec(text) ?? []
    if (key === 'Samples') this.section = 'types'
    else if (key === 'Comment') this.comments.push(value)
    else if (key === 'Doc') this.about.docUrl = value
    else if (key === 'Period') this.about.period = BigInt(/^-?\d{1,18}$/.exec(value)?.[0] ?? 0)
    else if (key === 'Time') this.about.timeNanos = timeOf(value)
    else if (key === 'PeriodType') {
      const [type = '', unit = ''] = value.split(' ')
      this.about.periodType = { type, unit }
    }
  }

  private typesLine(text: string): void {
    this.types = text
      .split(' ')
      .filter((word) => word !== '')
      .map((word) => {
        const isDefault = word.endsWith('[dflt]')
        const [type = '', unit = ''] = word.replace(/\[dflt\]$/, '').split('/')
        if (isDefault) this.defaultSampleType = type
        return { type, unit }
      })
    this.section = 'samples'
  }

  /** @returns whether the line is one of its section */
  private row(text: string): boolean {
    if (this.section === 'samples') return this.sampleLine(text)
    if (this.section === 'mappings') {
      const mapping = readMapping(text)
      if (mapping) this.mappings.push(mapping)
      return mapping !== null
    }
    const row = readLocation(text)
    if (row) {
      this.locations.push({ row, calls: row.call ? [row.call] : [] })
      return true
    }
    const call = readCall(text)
    const last = this.locations.at(-1)
    if (call && last) last.calls.push(call)
    return call !== null && last !== undefined
  }

  private sampleLine(text: string): boolean {
    const last = this.labels.at(-1)
    if (text.startsWith(LABEL_MARGIN) && last && /:\[/.test(text)) {
      last.push(...readLabels(text, last.length === 0))
      return true
    }
    const sample = readSample(text)
    const width = this.types.length
    if (!sample || sample.values.length !== width) return false
    const at = this.paths.length * width
    this.values = withRoom(this.values, at + width)
    this.values.set(sample.values, at)
    this.paths.push(sample.locations)
    this.labels.push([])
    return true
  }

  private writeTables(builder: ProfileBuilder): IdIndex {
    const mappingOf = new IdIndex(this.mappings.length, 'mapping')
    for (const { id, flags, start, limit, offset, file, buildId } of this.mappings) {
      const index = builder.addMapping({
        start,
        limit,
        offset,
        file,
        buildId,
        hasFunctions: flags.includes('[FN]'),
        hasFilenames: flags.includes('[FL]'),
        hasLineNumbers: flags.includes('[LN]'),
        hasInlineFrames: flags.includes('[IN]'),
      })
      mappingOf.set(id, index)
    }
    const locationOf = new IdIndex(this.locations.length, 'location')
    for (const { row, calls } of this.locations) {
      const { id, address, folded, mapping } = row
      const location = builder.addLocation({
        address,
        folded,
        mapping: mappingOf.get(mapping),
        lines: calls.map(({ line, column, ...called }) => ({
          function: builder.addFunction(called),
          line,
          column,
        })),
      })
      locationOf.set(id, location)
    }
    return locationOf
  }

  /** The ids of the text, unless locations that are equal in all but their id became one. */
  private withIds(profile: Profile): Profile {
    const { locations, mappings } = profile
    const ids = (rows: readonly { readonly id: number }[]) =>
      BigUint64Array.from(rows, ({ id }) => BigInt(id))
    const isWhole = locations.count === this.locations.length
    return {
      ...profile,
      mappings: { ...mappings, id: ids(this.mappings) },
      locations: isWhole
        ? { ...locations, id: ids(this.locations.map(({ row }) => row)) }
        : locations,
    }
  }

  private withExactValues(profile: Profile): Profile {
    const { samples, sampleTypes } = profile
    if (samples.values.every((column) => column.every(Number.isSafeInteger))) return profile
    const width = sampleTypes.length
    const exactValues = sampleTypes.map((_, type) =>
      BigInt64Array.from({ length: samples.count }, (_, row) => this.values[row * width + type]!),
    )
    return { ...profile, samples: { ...samples, exactValues } }
  }
}

/** `2026-11-21 02:15:19.436012811 +0000 UTC`, to the nanosecond; 0n: it is no time. */
function timeOf(text: string): bigint {
  const match = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(?:\.(\d{1,9}))? ([+-]\d\d)(\d\d)\b/.exec(text)
  if (!match) return 0n
  const [, day, time, fraction = '', hours, minutes] = match
  const seconds = Date.parse(`${day}T${time}${hours}:${minutes}`)
  return Number.isNaN(seconds) ? 0n : BigInt(seconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0'))
}

import type { Profile } from '../../profile/profile.ts'
import { MappingFlag } from '../../profile/profile.ts'
import { scaledLabel } from '../../profile/units.ts'
import { durationText } from '../../report/labels.ts'
import { formatTime } from '../../report/time.ts'
import type { EngineSession } from '../../session/session.ts'

/** Everything that a profile says about itself; of its mappings a window. */
export interface DetailsRequest {
  readonly from: number
  readonly to: number
}

export interface DetailsAnswer {
  readonly sampleTypes: readonly SampleTypeDetails[]
  /** As the file says; "" where it does not. */
  readonly defaultSampleType: string
  /** "cpu/nanoseconds"; "" where the file does not say. */
  readonly periodType: string
  /** Exact, and with its unit as pprof prints values; "" for none. */
  readonly period: string
  readonly periodText: string
  /** As pprof prints it, and to the nanosecond; "" if not known. */
  readonly time: string
  readonly timeNanos: string
  readonly duration: string
  readonly durationNanos: string
  readonly dropFrames: string
  readonly keepFrames: string
  readonly docUrl: string
  /** The first ones. */
  readonly comments: readonly string[]
  readonly commentCount: number
  readonly counts: DetailsCounts
  /** Some value is beyond 2^53, where sums are no longer exact. */
  readonly beyondExact: boolean
  readonly mappings: readonly MappingDetails[]
  /** Index of the first mapping given. */
  readonly from: number
}

export interface SampleTypeDetails {
  readonly type: string
  readonly unit: string
  /** Sum of all samples: exact, and as pprof prints it. */
  readonly total: string
  readonly totalText: string
}

export interface DetailsCounts {
  readonly samples: number
  /** Distinct call paths. */
  readonly stacks: number
  readonly locations: number
  readonly lines: number
  readonly functions: number
  readonly mappings: number
  readonly strings: number
  /** Distinct sets of labels, the empty one left out. */
  readonly labelSets: number
}

export interface MappingDetails {
  /** Hexadecimal, without 0x. */
  readonly start: string
  readonly limit: string
  readonly offset: string
  readonly file: string
  readonly buildId: string
  /** What the profile has for it: functions, filenames, lines, inlines. */
  readonly has: readonly string[]
}

const COMMENTS = 200
const FLAGS = [
  [MappingFlag.functions, 'functions'],
  [MappingFlag.filenames, 'filenames'],
  [MappingFlag.lineNumbers, 'lines'],
  [MappingFlag.inlineFrames, 'inlines'],
] as const

const totals = new WeakMap<Profile, readonly SampleTypeDetails[]>()

/** The header, comments and a window of the mappings of a profile. */
export function profileDetails({ profile }: EngineSession, window: DetailsRequest): DetailsAnswer {
  const { header, mappings, samples } = profile
  const { type, unit } = header.periodType
  const from = Math.max(0, Math.min(window.from, mappings.count))
  const length = Math.max(0, Math.min(window.to, mappings.count) - from)
  return {
    sampleTypes: sampleTypes(profile),
    defaultSampleType: profile.defaultSampleType,
    periodType: type === '' && unit === '' ? '' : `${type}/${unit}`,
    period: header.period === 0n ? '' : String(header.period),
    periodText: header.period === 0n ? '' : scaledLabel(Number(header.period), unit, 'auto'),
    time: header.timeNanos === 0n ? '' : formatTime(header.timeNanos),
    timeNanos: header.timeNanos === 0n ? '' : String(header.timeNanos),
    duration: header.durationNanos === 0n ? '' : durationText(header.durationNanos),
    durationNanos: header.durationNanos === 0n ? '' : String(header.durationNanos),
    dropFrames: header.dropFrames,
    keepFrames: header.keepFrames,
    docUrl: header.docUrl,
    comments: header.comments.slice(0, COMMENTS),
    commentCount: header.comments.length,
    counts: {
      samples: samples.count,
      stacks: profile.stacks.count - 1,
      locations: profile.locations.count,
      lines: profile.lines.count,
      functions: profile.functions.count,
      mappings: mappings.count,
      strings: profile.strings.count,
      labelSets: profile.labels.count - 1,
    },
    beyondExact: samples.exactValues !== undefined,
    mappings: Array.from({ length }, (_, i) => mappingDetails(profile, from + i)),
    from,
  }
}

function mappingDetails({ mappings, strings }: Profile, at: number): MappingDetails {
  const hex = (column: BigUint64Array) => column[at]!.toString(16)
  return {
    start: hex(mappings.start),
    limit: hex(mappings.limit),
    offset: hex(mappings.offset),
    file: strings.get(mappings.file[at]!),
    buildId: strings.get(mappings.buildId[at]!),
    has: FLAGS.filter(([flag]) => (mappings.flags[at]! & flag) !== 0).map(([, name]) => name),
  }
}

/** Sums that need all samples are made once. */
function sampleTypes(profile: Profile): readonly SampleTypeDetails[] {
  let known = totals.get(profile)
  if (!known) {
    known = profile.sampleTypes.map(({ type, unit }, column) => {
      const total = exactTotal(profile, column)
      return {
        type,
        unit,
        total: String(total),
        totalText: scaledLabel(Number(total), unit, 'auto'),
      }
    })
    totals.set(profile, known)
  }
  return known
}

/** Values within ±2^53 are added as numbers until their sum leaves that range. */
function exactTotal({ samples }: Profile, column: number): bigint {
  const exact = samples.exactValues?.[column]
  if (exact) return exact.reduce((sum, value) => sum + value, 0n)
  let total = 0n
  let part = 0
  for (const value of samples.values[column]!) {
    if (!Number.isSafeInteger(part + value)) {
      total += BigInt(part)
      part = 0
    }
    part += value
  }
  return total + BigInt(part)
}

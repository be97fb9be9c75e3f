import { ProfileError } from '../../profile/error.ts'
import { delimited, finishField, varint } from '../proto-fields.ts'
import type { WireReader } from '../wire.ts'

/**
 * Field numbers that changed while the schema was in the making. Releases of the protocol before
 * 1.8 are laid out in another way altogether.
 */
export interface Layout {
  readonly sample: {
    readonly values: number
    readonly attributes: number
    readonly link: number
  }
  readonly profile: {
    /** 0: there are none. */
    readonly comments: number
    readonly payloadFormat: number
    readonly payload: number
    readonly attributes: number
  }
}

/** Until 1.9, and since 1.10. */
const SAMPLE_1_9 = { values: 2, attributes: 3, link: 4 }
const SAMPLE_1_10 = { attributes: 2, link: 3, values: 4 }

const PROFILE_1_8 = { comments: 7, payloadFormat: 10, payload: 11, attributes: 12 }
const PROFILE_1_9 = { comments: 0, payloadFormat: 9, payload: 10, attributes: 11 }

/** Bytes of a profile's id. */
const ID_LENGTH = 16

/**
 * Finds out which release of the protocol wrote a message: the fields' wire types tell. A message
 * that could be of either is read as the one under which its numbers make sense.
 */
export class LayoutSearch {
  /** Votes: above 0 for the newer sample, below for the older one. */
  private newerSample = 0
  private newerProfile = 0
  /** Whether a second field was met alone, whether with timestamps, and its largest number. */
  private loneSecond = false
  private loneSecondWithTimes = true
  private largestSecond = 0
  private smallestSecond = Number.POSITIVE_INFINITY

  constructor(private readonly reader: WireReader) {}

  /**
   * Examines the profile from the reader's position to `end`. @throws ProfileError for an old one
   */
  look(end: number): void {
    const { reader } = this
    while (reader.pos < end) {
      const tag = reader.tag()
      if (tag === delimited(3) || tag === varint(3)) {
        throw tooOld()
      }
      if (tag === delimited(2)) {
        this.lookAtSample(reader.fieldEnd())
        continue
      }
      if (tag === delimited(7)) {
        const to = reader.fieldEnd()
        this.newerProfile += to - reader.pos === ID_LENGTH ? 1 : -1
        reader.pos = to
        continue
      }
      if (tag === varint(7) || tag === delimited(8) || tag === varint(9)) this.newerProfile -= 2
      if (tag === delimited(12) || tag === varint(12)) this.newerProfile -= 2
      if (tag === varint(8) || tag === delimited(9)) this.newerProfile += 2
      reader.skipType(tag & 7, 0, tag >>> 3)
    }
    finishField(reader, end)
  }

  /** @param attributes rows of the dictionary's table */
  result(attributes: number): Layout {
    const profile = this.newerProfile < 0 ? PROFILE_1_8 : PROFILE_1_9
    return { profile, sample: this.hasNewerSamples(attributes) ? SAMPLE_1_10 : SAMPLE_1_9 }
  }

  private hasNewerSamples(attributes: number): boolean {
    if (this.newerSample !== 0) return this.newerSample > 0
    if (this.newerProfile < 0) return false
    // Only second fields: values of 1.9 or, with timestamps beside them, attributes of 1.10.
    if (!this.loneSecond) return true
    return this.loneSecondWithTimes && this.smallestSecond >= 1 && this.largestSecond < attributes
  }

  private lookAtSample(end: number): void {
    const { reader } = this
    let [second, others, times] = [-1, 0, false]
    while (reader.pos < end) {
      const tag = reader.tag()
      if (tag === delimited(2)) second = reader.pos
      else if (tag >>> 3 === 5) times = true
      if (tag === delimited(3)) others--
      else if (tag === varint(3) || tag === delimited(4)) others++
      else if (tag === varint(4)) others--
      reader.skipType(tag & 7, 0, tag >>> 3)
    }
    finishField(reader, end)
    this.newerSample += Math.sign(others)
    if (second < 0 || others !== 0) return
    this.loneSecond = true
    this.loneSecondWithTimes &&= times
    reader.pos = second
    const to = reader.fieldEnd()
    while (reader.pos < to) {
      const value = reader.int64Number()
      this.largestSecond = Math.max(this.largestSecond, value)
      this.smallestSecond = Math.min(this.smallestSecond, value)
    }
    reader.pos = end
  }
}

/** The error for messages of unsupported versions. */
export function tooOld(): ProfileError {
  return new ProfileError(
    'not-a-profile',
    'This is an OpenTelemetry profile of the protocol before 1.8, whose fields are laid out in another way.',
    'Flamedrop reads what opentelemetry-proto 1.8 (2025) and newer define: update the profiler or collector that wrote it, or export it as pprof.',
  )
}

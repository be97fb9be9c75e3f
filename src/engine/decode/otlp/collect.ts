import { ProfileError } from '../../profile/error.ts'
import type { Profile, ValueType } from '../../profile/profile.ts'
import type { Checkpoint } from '../../progress.ts'
import { Room } from '../containers/container.ts'
import type { NamedProfile } from '../format.ts'
import { commonLabels, textOf } from './labels.ts'
import type { Message, OtlpAttribute, OtlpProfile, Resource } from './model.ts'
import { payloadOf } from './payload.ts'
import { LabelKeys, SampleRows } from './rows.ts'
import { type Budget, ProfileWriter } from './writer.ts'

/** Profiles that are offered of one file. */
const MOST_PROFILES = 200

/** Bytes that the pprofs within may inflate to, all together. */
const MOST_INFLATED = 2 ** 28

/** Profiles of a resource that have the same stacks: one of several sample types. */
interface Group {
  readonly first: OtlpProfile
  readonly types: ValueType[]
  readonly rows: SampleRows
  readonly columns: Float64Array[]
}

/** A profile that is being built: of the same resource, scope and types in each message. */
interface Making {
  readonly name: string
  readonly writer: ProfileWriter
  duration: bigint
  time: bigint
}

/**
 * Turns messages into profiles. In a message, profiles of one resource and scope that have equal
 * stacks become one with several sample types. What follows in later messages (a file of many
 * exports) is added to it.
 */
export class Collector {
  private readonly makings = new Map<string, Making>()
  private readonly payloads: NamedProfile[] = []
  private readonly room = new Room(MOST_INFLATED)
  private readonly budget: Budget = { frames: 0 }
  private readonly resources = new WeakMap<Resource, number>()
  private readonly resourceTexts = new Map<string, number>()
  private leftOut = 0

  async add(message: Message, checkpoint: Checkpoint): Promise<void> {
    const keys = new LabelKeys()
    const groups: Group[] = []
    const byFingerprint = new Map<string, Group[]>()
    for (const profile of message.profiles()) {
      const payload = await payloadOf(profile, this.room, checkpoint)
      if (payload && this.payloads.length < MOST_PROFILES) {
        this.payloads.push({ name: nameOf(profile, []), profile: payload })
        continue
      }
      const rows = new SampleRows(profile, keys)
      if (rows.count === 0) continue
      const like = `${this.resourceNumber(profile.resource)} ${rows.count} ${rows.fingerprint} ${profile.scope}`
      const candidates = byFingerprint.get(like) ?? []
      byFingerprint.set(like, candidates)
      if (!join(candidates, profile, rows)) {
        if (groups.length === MOST_PROFILES) {
          this.leftOut++
          continue
        }
        const group = { first: profile, types: [profile.sampleType], rows, columns: [rows.values] }
        groups.push(group)
        candidates.push(group)
      }
      await checkpoint('decode', 0, 0)
    }
    const occurrences = new Map<string, number>()
    for (const group of groups) this.write(message, group, occurrences)
  }

  /** At least one. @throws ProfileError if there are no samples */
  finish(): NamedProfile[] {
    const made = Array.from(this.makings.values(), ({ name, writer, time, duration }) => {
      writer.builder.setHeader({ timeNanos: time, durationNanos: duration })
      return { name, profile: writer.finish() }
    })
    const all = [...this.payloads, ...made]
    if (all.length === 0) throw noSamples()
    if (this.leftOut > 0 && all[0]) {
      const warning = `The file has ${this.leftOut} more profiles than the ${MOST_PROFILES} that are read.`
      all[0] = { ...all[0], profile: withWarning(all[0].profile, warning) }
    }
    return distinct(all)
  }

  private write({ dictionary }: Message, group: Group, occurrences: Map<string, number>): void {
    const { first, types, rows, columns } = group
    const typeNames = types.map(({ type, unit }) => `${type}/${unit}`).join()
    const kind = `${this.resourceNumber(first.resource)}\0${first.scope}\0${typeNames}`
    const occurrence = occurrences.get(kind) ?? 0
    occurrences.set(kind, occurrence + 1)
    const key = `${kind}\0${occurrence}`
    const about = first.attributes.map((index) => dictionary.attribute(index))
    const common = commonLabels([...first.resource.attributes, ...about.filter(isThere)])
    let making = this.makings.get(key)
    if (!making) {
      if (this.makings.size === MOST_PROFILES) {
        this.leftOut++
        return
      }
      making = this.begin(first, types, about, common.leftOut)
      this.makings.set(key, making)
    }
    making.writer.add(dictionary, rows, columns, common.labels)
    making.duration += first.duration
    if (making.time === 0n || (first.time > 0n && first.time < making.time))
      making.time = first.time
  }

  private begin(
    profile: OtlpProfile,
    types: readonly ValueType[],
    about: readonly (OtlpAttribute | null)[],
    leftOut: number,
  ): Making {
    const writer = new ProfileWriter(types, this.budget)
    writer.builder.setHeader({
      periodType: profile.periodType,
      period: profile.period,
      comments: [...profile.comments, ...textsOf(about, 'pprof.profile.comment')],
      docUrl: textOf(about, ['pprof.profile.doc_url']),
      dropFrames: textOf(about, ['pprof.profile.drop_frames']),
      keepFrames: textOf(about, ['pprof.profile.keep_frames']),
    })
    if (leftOut > 0) writer.builder.warn(`${leftOut} attributes of the resource are left out.`)
    return { name: nameOf(profile, types), writer, duration: 0n, time: 0n }
  }

  /** Equal resources have equal numbers, in all messages. */
  private resourceNumber(resource: Resource): number {
    let number = this.resources.get(resource)
    if (number === undefined) {
      const labels = commonLabels(resource.attributes).labels
      const text = JSON.stringify(labels, (_, value) =>
        typeof value === 'bigint' ? String(value) : value,
      )
      number = this.resourceTexts.get(text) ?? this.resourceTexts.size
      this.resourceTexts.set(text, number)
      this.resources.set(resource, number)
    }
    return number
  }
}

/** Adds the profile to the first group that has its stacks and lacks its sample type. */
function join(groups: readonly Group[], profile: OtlpProfile, rows: SampleRows): boolean {
  const { type, unit } = profile.sampleType
  for (const group of groups) {
    if (group.first.resource !== profile.resource) continue
    if (group.types.some((known) => known.type === type && known.unit === unit)) continue
    const column = group.rows.aligned(rows)
    if (!column) continue
    group.types.push(profile.sampleType)
    group.columns.push(column)
    return true
  }
  return false
}

/** Attributes that name a resource to people, the best first. */
const NAMES = [
  'service.name',
  'k8s.deployment.name',
  'k8s.pod.name',
  'container.name',
  'process.executable.name',
  'container.id',
  'host.name',
]

function nameOf({ resource, sampleType }: OtlpProfile, types: readonly ValueType[]): string {
  const name = textOf(resource.attributes, NAMES) || 'no resource'
  // Ids of containers are known by their first digits.
  const short = /^[0-9a-f]{64}$/.test(name) ? name.slice(0, 12) : name
  const counted = (types.length > 0 ? types : [sampleType]).map(({ type }) => type).join(', ')
  return counted === '' ? short : `${short}: ${counted}`
}

/** One profile needs no name; those of several differ. */
function distinct(profiles: readonly NamedProfile[]): NamedProfile[] {
  if (profiles.length === 1) return [{ name: '', profile: profiles[0]!.profile }]
  const met = new Map<string, number>()
  return profiles.map(({ name, profile }) => {
    const times = (met.get(name) ?? 0) + 1
    met.set(name, times)
    return { name: times === 1 ? name : `${name} (${times})`, profile }
  })
}

function textsOf(attributes: readonly (OtlpAttribute | null)[], key: string): string[] {
  return attributes.flatMap((attribute) => {
    if (attribute?.key !== key) return []
    const values = Array.isArray(attribute.value) ? attribute.value : [attribute.value]
    return values.filter((value) => typeof value === 'string')
  })
}

function noSamples(): ProfileError {
  return new ProfileError(
    'empty',
    'This file of OpenTelemetry profiles has no samples.',
    'Nothing ran while it was recorded, or the profiler found nothing to record: record for longer.',
  )
}

function isThere(attribute: OtlpAttribute | null): attribute is OtlpAttribute {
  return attribute !== null
}

function withWarning(profile: Profile, warning: string): Profile {
  return { ...profile, warnings: [...profile.warnings, warning] }
}

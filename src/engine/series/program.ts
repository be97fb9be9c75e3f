import { frameKind } from '../goroutines/frame-kind.ts'
import { contentionKind } from '../profile/contention-kind.ts'
import { packageOf } from '../profile/package.ts'
import type { Profile } from '../profile/profile.ts'
import { buildId } from './process.ts'
import { heapColumns } from './turnover.ts'

/** The program and the kind of a profile; fields that it does not say are "". */
export interface ProgramIdentity {
  /** What it counts; `mutex` and `block` are distinguished. */
  readonly kind: string
  /** The name of the binary, without its folder. */
  readonly file: string
  readonly buildId: string
  /** The source folder of its package main. */
  readonly sources: string
  /** Labels that all samples share and that name one of several instances: `pod=web-1`. */
  readonly instance: string
}

/**
 * Identifies the program of a profile.
 * @param name of the file: it may say what the profile itself does not
 */
export function programOf(profile: Profile, name: string): ProgramIdentity {
  const { mappings, strings } = profile
  const path = mappings.count > 0 ? strings.get(mappings.file[0]!) : ''
  return {
    kind: kindOf(profile, name),
    file: path.slice(path.lastIndexOf('/') + 1),
    buildId: buildId(profile),
    sources: sourcesOf(profile),
    instance: instanceOf(profile),
  }
}

/**
 * Whether two profiles can be snapshots of one program. Fields that one of them does not say are
 * ignored.
 */
export function isSameProgram(one: ProgramIdentity, other: ProgramIdentity): boolean {
  const differs = (key: keyof ProgramIdentity): boolean =>
    one[key] !== '' && other[key] !== '' && one[key] !== other[key]
  if (one.kind !== other.kind || differs('instance')) return false
  if (one.buildId !== '' && one.buildId === other.buildId) return true
  return !differs('file') && !differs('sources')
}

/** What two profiles together say about their program. */
export function bothPrograms(one: ProgramIdentity, other: ProgramIdentity): ProgramIdentity {
  return {
    kind: one.kind,
    file: one.file || other.file,
    buildId: one.buildId || other.buildId,
    sources: one.sources || other.sources,
    instance: one.instance || other.instance,
  }
}

/** Items of one program, and what is known about it. */
export interface ProgramGroup<Item> {
  readonly program: ProgramIdentity
  readonly members: readonly Item[]
}

/**
 * Groups items by program, keeping their order; each item is in one group. An item that does not
 * say its program joins the first group that fits.
 */
export function byProgram<Item>(
  items: readonly Item[],
  programOf: (item: Item) => ProgramIdentity,
): ProgramGroup<Item>[] {
  const groups: { program: ProgramIdentity; readonly members: Item[] }[] = []
  for (const item of items) {
    const program = programOf(item)
    const group = groups.find((each) => isSameProgram(each.program, program))
    if (group) {
      group.members.push(item)
      group.program = bothPrograms(group.program, program)
    } else groups.push({ program, members: [item] })
  }
  return groups
}

/** `server`, `server, pod=web-1` */
export function programName({ file, sources, instance }: ProgramIdentity): string {
  const name = file || sources.slice(sources.lastIndexOf('/') + 1) || 'a program'
  return instance === '' ? name : `${name}, ${instance}`
}

function kindOf(profile: Profile, name: string): string {
  const { sampleTypes, header } = profile
  const types = sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join()
  // What was waited for is not said but in the name: `sched: ready, waiting to be run`.
  if (header.periodType.type === 'trace') return `trace ${/^\w+(?=:)/.exec(name)?.[0] ?? ''}`
  if (types === 'contentions/count,delay/nanoseconds') {
    return contentionKind(profile) ?? named(name)
  }
  // What a heap gained within an interval is not a level.
  const isDelta = heapColumns(profile) !== null && header.durationNanos !== 0n
  return isDelta ? `${types} in an interval` : types
}

/** The kind according to the file name, where the stacks do not show it. */
function named(name: string): string {
  return /mutex/i.test(name) ? 'mutex' : /block/i.test(name) ? 'block' : 'contentions'
}

/** The source folder of package main, which every Go program has exactly once. */
function sourcesOf({ functions, strings }: Profile): string {
  for (let i = 0; i < functions.count; i++) {
    const name = strings.get(functions.name[i]!)
    if (packageOf(name) !== 'main') continue
    const file = strings.get(functions.file[i]!)
    const slash = file.lastIndexOf('/')
    if (slash > 0 && frameKind(name, file) === 'own') return file.slice(0, slash)
  }
  return ''
}

/**
 * Label names that profile collectors use for the instances of a service, the most specific first.
 */
const INSTANCE = ['instance', 'pod', 'pod_name', 'hostname', 'host', 'container_id', 'service_name']

function instanceOf({ labels, samples, strings }: Profile): string {
  if (samples.count === 0) return ''
  const sets = new Set(samples.labelSet)
  for (const key of INSTANCE) {
    let shared: string | null = null
    for (const set of sets) {
      let value = ''
      for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
        if (strings.get(labels.key[i]!) === key) value = strings.get(labels.str[i]!)
      }
      if (value === '' || (shared !== null && value !== shared)) {
        shared = ''
        break
      }
      shared = value
    }
    if (shared) return `${key}=${shared}`
  }
  return ''
}

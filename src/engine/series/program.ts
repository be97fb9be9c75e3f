import { frameKind } from '../goroutines/frame-kind.ts'
import { contentionKind } from '../profile/contention-kind.ts'
import { packageOf } from '../profile/package.ts'
import type { Profile } from '../profile/profile.ts'
import { buildId } from './process.ts'
import { heapColumns } from './turnover.ts'

/** Which program a profile is of, and which kind of profile; "" for what it does not say. */
export interface ProgramIdentity {
  /** What it counts, `mutex` and `block` told apart. */
  readonly kind: string
  /** Name of the binary, without its folder. */
  readonly file: string
  readonly buildId: string
  /** Folder of the sources of its package main. */
  readonly sources: string
  /** Labels that all samples share and that name one of several instances: `pod=web-1`. */
  readonly instance: string
}

/** @param name of the file: it may say what the profile itself does not */
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

/** Whether profiles can be snapshots of one program. What one of them does not say parts nothing. */
export function isSameProgram(one: ProgramIdentity, other: ProgramIdentity): boolean {
  const differs = (key: keyof ProgramIdentity): boolean =>
    one[key] !== '' && other[key] !== '' && one[key] !== other[key]
  if (one.kind !== other.kind || differs('instance')) return false
  if (one.buildId !== '' && one.buildId === other.buildId) return true
  return !differs('file') && !differs('sources')
}

/** What is known of a program by two profiles of it. */
export function bothPrograms(one: ProgramIdentity, other: ProgramIdentity): ProgramIdentity {
  return {
    kind: one.kind,
    file: one.file || other.file,
    buildId: one.buildId || other.buildId,
    sources: one.sources || other.sources,
    instance: one.instance || other.instance,
  }
}

/** What can be one series, and what is known of the program. */
export interface ProgramGroup<Item> {
  readonly program: ProgramIdentity
  readonly members: readonly Item[]
}

/**
 * Items by what they are of, in their order; each is in one of the groups. One that does not say
 * which program it is of goes with the first that it may be of.
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
  if (types === 'contentions/count,delay/nanoseconds') {
    return contentionKind(profile) ?? named(name)
  }
  // What a heap gained in an interval is no level.
  const isDelta = heapColumns(profile) !== null && header.durationNanos !== 0n
  return isDelta ? `${types} in an interval` : types
}

/** What the file's name says where the stacks do not. */
function named(name: string): string {
  return /mutex/i.test(name) ? 'mutex' : /block/i.test(name) ? 'block' : 'contentions'
}

/** Every Go program has one package main. */
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

/** What collectors of profiles call the copies of a service, the most telling first. */
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

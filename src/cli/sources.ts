import { combine, compareWithBase } from '../engine/combine/base.ts'
import { partLine, SeveralProfilesError, splitPart } from '../engine/decode/parts.ts'
import { prepareProfile, readProfile } from '../engine/load.ts'
import { ProfileError } from '../engine/profile/error.ts'
import type { Profile } from '../engine/profile/profile.ts'
import { whyEmpty } from '../engine/profile/why-empty.ts'
import { TRACE_PROFILES, type TraceProfile } from '../engine/trace/profiles.ts'
import { traceVersion } from '../engine/trace/read.ts'
import { type Binary, splitBinary } from './binary.ts'
import type { CommandLine } from './command-line.ts'
import { loadDemangler } from './demangler.ts'
import { readProfileFile } from './file-bytes.ts'
import { inflate } from './inflate.ts'
import { fetchProfile, type RemoteOptions, remoteSource } from './net/remote.ts'
import { saveFetched } from './saved.ts'
import { readSymbolize } from './symbolize.ts'

/** The sources of a command line, read and merged, before the base is applied. */
export interface Gathered {
  readonly source: Group
  /** null if there is no base. */
  readonly base: Group | null
}

/** Sources that are merged. */
export interface Group {
  readonly profile: Profile
  /** The names of the merged sources, as in the command line. */
  readonly names: readonly string[]
  /** The original bytes, if there is a single unchanged source; otherwise null. */
  readonly bytes: Uint8Array | null
  /** Whether at least one was fetched. */
  readonly fetched: boolean
}

/**
 * Reads the profiles of a command line and makes one of them: several sources are merged, a base
 * is subtracted, a comment is added. Of several sources, those that cannot be read are reported
 * and skipped. A fetched profile is saved, as pprof does.
 * @throws ProfileError if no source, or no base, can be read, or if they have no sample type in
 *   common
 */
export async function readSources(command: CommandLine): Promise<Profile> {
  const gathered = await gather(command)
  const profile = await finish(compared(gathered, command), command)
  for (const warning of profile.warnings) console.error(warning)
  const empty = whyEmpty(profile)
  if (empty !== '') console.error(empty)
  if (isFetched(gathered)) await saveFetched(profile)
  return profile
}

/**
 * Reads the sources and the bases.
 * @throws ProfileError as readSources
 */
export async function gather(command: CommandLine): Promise<Gathered> {
  const binary = await splitBinary(command.sources, command.buildId)
  const { bases, trace } = command
  const how = { ...command.remote, trace }
  // Recording takes time: sources and bases are recorded at the same time.
  const [source, base] = await Promise.all([
    readAll(binary.sources, 'source', binary, how),
    bases.length === 0 ? null : readAll(bases, 'base', binary, how),
  ])
  for (const complaint of readSymbolize(command.symbolize).complaints) console.error(complaint)
  return { source, base }
}

/** Whether any source, or any base, was fetched. */
export function isFetched({ source, base }: Gathered): boolean {
  return source.fetched || (base?.fetched ?? false)
}

/** The source with the base subtracted, if there is one. */
export function compared({ source, base }: Gathered, command: CommandLine): Profile {
  if (!base) return source.profile
  const { diffBase: diff, options } = command
  return compareWithBase(source.profile, base.profile, { diff, normalize: options.normalize })
}

/** Prepares a profile for reports: adds the comment and applies -symbolize. */
export async function finish(profile: Profile, command: CommandLine): Promise<Profile> {
  const { naming } = readSymbolize(command.symbolize)
  const commented = withComment(profile, command.comment)
  return prepareProfile(commented, { naming, demangler: loadDemangler })
}

/** How sources are read. */
interface How extends RemoteOptions {
  /** The profile to take of execution traces. */
  readonly trace: TraceProfile | null
}

/** @param what "source" or "base", for messages */
async function readAll(
  names: readonly string[],
  what: 'source' | 'base',
  binary: Binary,
  how: How,
): Promise<Group> {
  const read: One[] = []
  const fetching = names.map((name) => startFetching(name, how))
  for (const [i, name] of names.entries()) {
    try {
      const one = await readOne(name, fetching[i] ?? null, how.trace)
      // The original bytes of several sources are not needed.
      read.push(names.length === 1 ? one : { ...one, bytes: NO_BYTES })
    } catch (error) {
      const reason = reasonOf(error)
      if (names.length === 1 || reason === null) throw error
      console.error(reason)
    }
  }
  if (read.length === 0) {
    throw new ProfileError(
      'unreadable',
      `failed to fetch any ${what} profiles.`,
      'The reason for each is printed above.',
    )
  }
  if (read.length < names.length) {
    console.error(`Fetched ${read.length} ${what} profiles out of ${names.length}`)
  }
  return {
    profile: combine(read.map(({ profile }) => withBinary(profile, binary))),
    names: read.map(({ name }) => name),
    bytes: names.length === 1 && isEmpty(binary) ? read[0]!.bytes : null,
    fetched: read.some(({ fetched }) => fetched),
  }
}

/** Starts a fetch, so that several services record at the same time; null for a file. */
function startFetching(name: string, how: RemoteOptions): Promise<Uint8Array> | null {
  const remote = remoteSource(name, how)
  if (!remote) return null
  const bytes = fetchProfile(remote)
  // A failure is reported when the source is read.
  bytes.catch(() => {})
  return bytes
}

/** The reason why a file cannot be read; null for other errors. */
function reasonOf(error: unknown): string | null {
  if (error instanceof ProfileError) return `${error.message} ${error.hint}`
  return error instanceof Error && 'code' in error ? error.message : null
}

const NO_BYTES = new Uint8Array()

interface One {
  readonly name: string
  readonly profile: Profile
  /** null if it is one of several profiles in the file. */
  readonly bytes: Uint8Array | null
  readonly fetched: boolean
}

/** The bytes of a file, and which profile in it is meant. */
export interface Named {
  readonly bytes: Uint8Array
  /** The number of the profile in the file, from 1. */
  readonly part?: number
}

async function readOne(
  name: string,
  fetching: Promise<Uint8Array> | null,
  trace: TraceProfile | null,
): Promise<One> {
  try {
    const { bytes, part: named } = fetching
      ? await fetchedOf(name, fetching)
      : await readNamed(name)
    const inflated = await inflate(bytes)
    const part = named ?? (trace ? partOfTrace(inflated, trace) : undefined)
    const { profile } = await readProfile(inflated, part === undefined ? {} : { part })
    const warnings = profile.warnings.map((warning) => `${name}: ${warning}`)
    return {
      name,
      profile: { ...profile, warnings },
      bytes: part === undefined ? bytes : null,
      fetched: fetching !== null,
    }
  } catch (error) {
    if (error instanceof SeveralProfilesError) throw naming(error, name)
    if (!(error instanceof ProfileError)) throw error
    throw new ProfileError(error.kind, `${name}: ${error.message}`, error.hint, error.offset)
  }
}

/** The number of a profile of an execution trace, from 1. */
function partOfTrace(bytes: Uint8Array, trace: TraceProfile): number {
  if (traceVersion(bytes) !== null) return TRACE_PROFILES.indexOf(trace) + 1
  throw new ProfileError(
    'not-a-profile',
    'This is no execution trace.',
    `-trace=${trace} is for what runtime/trace and /debug/pprof/trace write.`,
  )
}

/** The fragment of an address is not sent: it may be the number of a profile in the response. */
async function fetchedOf(name: string, fetching: Promise<Uint8Array>): Promise<Named> {
  const { part } = splitPart(name)
  const bytes = await fetching
  return part === undefined ? { bytes } : { bytes, part }
}

/**
 * Reads a file or, if there is none of that name, selects profile N of the file for `name#N`.
 * @throws ProfileError for more than a profile may have; system errors
 */
export async function readNamed(name: string): Promise<Named> {
  try {
    return { bytes: await readProfileFile(name) }
  } catch (error) {
    const { file, part } = splitPart(name)
    if (part === undefined) throw error
    return { bytes: await readProfileFile(file), part }
  }
}

/** Lists the profiles of a file, one a line, with their names for the command line. */
function naming({ kind, parts }: SeveralProfilesError, name: string): ProfileError {
  const lines = parts.map((part, at) => `  ${name}#${at + 1}  ${partLine(part)}`)
  return new ProfileError(
    kind,
    `${name} holds ${parts.length} profiles: name one of them.`,
    `\n${lines.join('\n')}`,
  )
}

function isEmpty({ file, buildId }: Binary): boolean {
  return file === '' && buildId === ''
}

/** The first mapping is that of the program; an existing build id is kept. */
function withBinary(profile: Profile, { file, buildId }: Binary): Profile {
  const { mappings, strings } = profile
  const first = (column: Uint32Array, text: string): Uint32Array => {
    const changed = column.slice()
    if (text !== '') changed[0] = strings.add(text)
    return changed
  }
  return {
    ...profile,
    mappings: {
      ...mappings,
      file: first(mappings.file, file),
      buildId: mappings.buildId[0] ? mappings.buildId : first(mappings.buildId, buildId),
    },
  }
}

function withComment(profile: Profile, comment: string): Profile {
  const { header } = profile
  if (comment === '') return profile
  return { ...profile, header: { ...header, comments: [...header.comments, comment] } }
}

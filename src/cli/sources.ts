import { readFile } from 'node:fs/promises'
import { combine, compareWithBase } from '../engine/combine/base.ts'
import { prepareProfile, readProfile } from '../engine/load.ts'
import { ProfileError } from '../engine/profile/error.ts'
import type { Profile } from '../engine/profile/profile.ts'
import { type Binary, splitBinary } from './binary.ts'
import type { CommandLine } from './command-line.ts'
import { loadDemangler } from './demangler.ts'
import { inflate } from './inflate.ts'
import { fetchProfile, type RemoteOptions, remoteSource } from './remote.ts'
import { readSymbolize } from './symbolize.ts'

/**
 * Reads the profiles that a command line names and makes one of them: several sources are added
 * up, a base is subtracted, a comment is added. Of several, those that cannot be read are told of
 * and left out.
 * @throws ProfileError if no source, or no base, can be read, or they have nothing in common
 */
export async function readSources(command: CommandLine): Promise<Profile> {
  const binary = await splitBinary(command.sources, command.buildId)
  const { remote, options, bases, diffBase } = command
  const source = combine(await readAll(binary.sources, 'source', binary, remote))
  const compared =
    bases.length === 0
      ? source
      : compareWithBase(source, combine(await readAll(bases, 'base', binary, remote)), {
          diff: diffBase,
          normalize: options.normalize,
        })
  const { naming, complaints } = readSymbolize(command.symbolize)
  for (const complaint of complaints) console.error(complaint)
  const commented = withComment(compared, command.comment)
  const profile = await prepareProfile(commented, { naming, demangler: loadDemangler })
  for (const warning of profile.warnings) console.error(warning)
  return profile
}

/** @param what the names are of, as pprof calls it */
async function readAll(
  names: readonly string[],
  what: 'source' | 'base',
  binary: Binary,
  how: RemoteOptions,
): Promise<Profile[]> {
  const profiles: Profile[] = []
  for (const name of names) {
    try {
      profiles.push(withBinary(await readOne(name, how), binary))
    } catch (error) {
      const reason = reasonOf(error)
      if (names.length === 1 || reason === null) throw error
      console.error(reason)
    }
  }
  if (profiles.length === 0) {
    throw new ProfileError(
      'unreadable',
      `failed to fetch any ${what} profiles.`,
      'What is wrong with each is said above.',
    )
  }
  if (profiles.length < names.length) {
    console.error(`Fetched ${profiles.length} ${what} profiles out of ${names.length}`)
  }
  return profiles
}

/** Why a file cannot be read; null for an error that is not the file's. */
function reasonOf(error: unknown): string | null {
  if (error instanceof ProfileError) return `${error.message} ${error.hint}`
  return error instanceof Error && 'code' in error ? error.message : null
}

async function readOne(name: string, how: RemoteOptions): Promise<Profile> {
  try {
    const remote = remoteSource(name, how)
    const bytes = remote ? await fetchProfile(remote) : await readFile(name)
    const { profile } = await readProfile(await inflate(bytes))
    return { ...profile, warnings: profile.warnings.map((warning) => `${name}: ${warning}`) }
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error
    throw new ProfileError(error.kind, `${name}: ${error.message}`, error.hint, error.offset)
  }
}

/** The first mapping is that of the program. */
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
      buildId: first(mappings.buildId, buildId),
    },
  }
}

function withComment(profile: Profile, comment: string): Profile {
  const { header } = profile
  if (comment === '') return profile
  return { ...profile, header: { ...header, comments: [...header.comments, comment] } }
}

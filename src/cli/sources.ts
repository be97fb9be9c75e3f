import { readFile } from 'node:fs/promises'
import { combine, compareWithBase } from '../engine/combine/base.ts'
import { prepareProfile, readProfile } from '../engine/load.ts'
import { ProfileError } from '../engine/profile/error.ts'
import type { Profile } from '../engine/profile/profile.ts'
import { loadDemangler } from './demangler.ts'
import type { CommandLine } from './flags.ts'
import { fetchProfile, type RemoteOptions, remoteSource } from './remote.ts'
import { readSymbolize } from './symbolize.ts'

/**
 * Reads the profiles that a command line names and makes one of them: several sources are added
 * up, a base is subtracted, a comment is added.
 */
export async function readSources(command: CommandLine): Promise<Profile> {
  const source = combine(await readAll(command.sources, command.remote))
  const compared =
    command.bases.length === 0
      ? source
      : compareWithBase(source, combine(await readAll(command.bases, command.remote)), {
          diff: command.diffBase,
          normalize: command.options.normalize,
        })
  const { naming, complaints } = readSymbolize(command.symbolize)
  for (const complaint of complaints) console.error(complaint)
  const overridden = withOverrides(compared, command)
  const profile = await prepareProfile(overridden, { naming, demangler: loadDemangler })
  for (const warning of profile.warnings) console.error(warning)
  return profile
}

async function readAll(names: readonly string[], how: RemoteOptions): Promise<Profile[]> {
  const profiles: Profile[] = []
  for (const name of names) profiles.push(await readOne(name, how))
  return profiles
}

async function readOne(name: string, how: RemoteOptions): Promise<Profile> {
  try {
    const remote = remoteSource(name, how)
    const bytes = remote ? await fetchProfile(remote) : await readFile(name)
    const { profile } = await readProfile(bytes)
    return { ...profile, warnings: profile.warnings.map((warning) => `${name}: ${warning}`) }
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error
    throw new ProfileError(error.kind, `${name}: ${error.message}`, error.hint, error.offset)
  }
}

function withOverrides(profile: Profile, { comment, buildId }: CommandLine): Profile {
  const { header, mappings, strings } = profile
  const buildIds = mappings.buildId.slice()
  if (buildId !== '' && mappings.count > 0) buildIds[0] = strings.add(buildId)
  return {
    ...profile,
    mappings: { ...mappings, buildId: buildIds },
    header: comment === '' ? header : { ...header, comments: [...header.comments, comment] },
  }
}

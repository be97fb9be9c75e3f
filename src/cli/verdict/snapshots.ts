import { stat } from 'node:fs/promises'
import { readProfiles } from '../../engine/load.ts'
import { ProfileError } from '../../engine/profile/error.ts'
import type { Snapshot } from '../../engine/verdict/snapshot.ts'
import type { CommandLine } from '../command-line.ts'
import { inflate } from '../inflate.ts'
import { fetchProfile, remoteSource } from '../net/remote.ts'
import { saveFetched } from '../saved.ts'
import { finish, readNamed } from '../sources.ts'

/**
 * Reads all snapshots of a command line, in order. All profiles of a file are snapshots.
 * @throws ProfileError, with the name of the source, if it is not a profile; system errors for a
 *   file that cannot be read
 */
export async function readSnapshots(command: CommandLine): Promise<Snapshot[]> {
  const snapshots: Snapshot[] = []
  for (const name of command.sources) {
    const remote = remoteSource(name, command.remote)
    if (remote) {
      const bytes = await fetchProfile(remote)
      const [snapshot, ...more] = await snapshotsIn({ name, bytes, taken: Date.now() }, command)
      await saveFetched(snapshot!.profile)
      snapshots.push(snapshot!, ...more)
    } else snapshots.push(...(await readFile(name, command)))
  }
  return snapshots
}

async function readFile(name: string, command: CommandLine): Promise<Snapshot[]> {
  const { bytes, part } = await readNamed(name)
  return snapshotsIn({ name, bytes, part, taken: await writtenAt(name) }, command)
}

interface Source {
  readonly name: string
  readonly bytes: Uint8Array
  /** The number of a profile in the file, from 1; undefined for all. */
  readonly part?: number | undefined
  readonly taken: number
}

/**
 * Decodes the snapshots of a file.
 * @throws ProfileError with the name of the source
 */
export async function snapshotsIn(
  { name, bytes, part, taken }: Source,
  command: CommandLine,
): Promise<Snapshot[]> {
  try {
    const { profiles, passedOver } = await readProfiles(await inflate(bytes))
    const chosen = profiles.filter((_, at) => part === undefined || part === at + 1)
    if (chosen.length === 0) {
      throw new ProfileError(
        'unreadable',
        `there is no profile #${part} in it: it holds ${profiles.length}.`,
        'Numbers are from 1.',
      )
    }
    for (const sentence of passedOver) console.error(`${name}: ${sentence}`)
    const snapshots: Snapshot[] = []
    for (const [at, each] of chosen.entries()) {
      const profile = await finish(each.profile, command)
      const called = chosen.length > 1 ? `${name}#${at + 1}` : name
      for (const warning of profile.warnings) console.error(`${called}: ${warning}`)
      snapshots.push({ name: called, taken, profile })
    }
    return snapshots
  } catch (error) {
    if (!(error instanceof ProfileError)) throw error
    throw new ProfileError(error.kind, `${name}: ${error.message}`, error.hint, error.offset)
  }
}

/**
 * The modification time of a file, in milliseconds since 1970; 0 for a pipe and for a part of a
 * file, whose times say nothing.
 */
async function writtenAt(name: string): Promise<number> {
  try {
    const file = await stat(name)
    return file.isFile() ? file.mtimeMs : 0
  } catch {
    return 0
  }
}

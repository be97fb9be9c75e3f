import { existsSync } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { splitPart } from '../../engine/decode/parts.ts'
import { ProfileError } from '../../engine/profile/error.ts'
import type { CommandLine } from '../command-line.ts'
import { remoteSource } from '../net/remote.ts'
import { packed, saveFetched } from '../saved.ts'
import { compared, finish, type Group, gather, isFetched } from '../sources.ts'

/** A profile that the server offers to its page. */
export type Offer =
  /** Read again for each request. */
  | { readonly file: string }
  /** `name` is shown by the page. */
  | { readonly name: string; readonly bytes: Uint8Array }

export interface Offers {
  /** null if the command line names none. */
  readonly source: Offer | null
  /** The base; the page does the comparison. */
  readonly base: Offer | null
}

/**
 * The profiles of a command line, for the page. A single file is served as it is, without decoding
 * it first, so that a large one is on screen sooner; several are merged, and fetched ones are
 * saved, as for a report.
 * @throws ProfileError, or system errors, for one that cannot be read
 */
export async function makeOffers(command: CommandLine): Promise<Offers> {
  const { sources, bases } = command
  if (sources.length === 0) return { source: null, base: null }
  if (await arePlainFiles(command)) {
    const [source, base] = await Promise.all([...sources, ...bases].map(fileOffer))
    return { source: source!, base: base ?? null }
  }
  const gathered = await gather(command)
  if (isFetched(gathered)) {
    const profile = await finish(compared(gathered, command), command)
    for (const warning of profile.warnings) console.error(warning)
    await saveFetched(profile)
  }
  return {
    source: await groupOffer(gathered.source, command),
    base: gathered.base && (await groupOffer(gathered.base, command)),
  }
}

/** Whether there is at most one file on each side, and no flag changes it. */
async function arePlainFiles(command: CommandLine): Promise<boolean> {
  const { sources, bases, remote } = command
  if (bases.length > 1 || changesProfiles(command)) return false
  const names = [...sources, ...bases]
  if (names.some((name) => remoteSource(name, remote) !== null || isPart(name))) return false
  return sources.length === 1
}

/** Whether the name means one of several profiles of a file, and no file has that very name. */
function isPart(name: string): boolean {
  return splitPart(name).part !== undefined && !existsSync(name)
}

function changesProfiles({ comment, buildId, symbolize }: CommandLine): boolean {
  return comment !== '' || buildId !== '' || symbolize !== ''
}

async function fileOffer(name: string): Promise<Offer> {
  const file = resolve(name)
  if ((await stat(file)).isFile()) {
    await access(file, constants.R_OK)
    return { file }
  }
  throw new ProfileError('unreadable', `${name} is not a file.`, 'Name a profile in it.')
}

async function groupOffer(group: Group, command: CommandLine): Promise<Offer> {
  const { profile, names, bytes } = group
  const name = nameOf(names, command)
  if (bytes !== null && !changesProfiles(command)) return { name, bytes }
  return { name, bytes: packed(await finish(profile, command)) }
}

/** The name that the page shows: cpu.pb.gz; localhost:6060 heap; cpu.pb.gz and 2 more. */
function nameOf(names: readonly string[], { remote }: CommandLine): string {
  const [first = ''] = names
  const url = remoteSource(first, remote)?.url
  const name = url
    ? `${url.host} ${basename(url.pathname) || 'profile'}`
    : basename(first) || 'profile'
  return names.length > 1 ? `${name} and ${names.length - 1} more` : name
}

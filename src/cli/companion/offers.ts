import { existsSync } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { splitPart } from '../../engine/decode/parts.ts'
import { ProfileError } from '../../engine/profile/error.ts'
import type { CommandLine } from '../command-line.ts'
import { remoteSource } from '../net/remote.ts'
import { packed, saveFetched } from '../saved.ts'
import { compared, finish, type Group, gather, isFetched } from '../sources.ts'

/** A profile that the server gives to its page. */
export type Offer =
  /** Read anew each time that it is asked for. */
  | { readonly file: string }
  /** `name` is what the page calls it. */
  | { readonly name: string; readonly bytes: Uint8Array }

export interface Offers {
  /** null where the command line names none. */
  readonly source: Offer | null
  /** What to compare with. The page does it. */
  readonly base: Offer | null
}

/**
 * The profiles that a command line names, for the page. A single file is handed over as it is,
 * unread, so that a large one is on screen as soon as the page has read it; several are added up,
 * what is fetched is saved, as for a report.
 * @throws ProfileError, or the system's error, where one cannot be read
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

/** At most one file on each side, none of which the flags change. */
async function arePlainFiles(command: CommandLine): Promise<boolean> {
  const { sources, bases, remote } = command
  if (bases.length > 1 || changesProfiles(command)) return false
  const names = [...sources, ...bases]
  if (names.some((name) => remoteSource(name, remote) !== null || isPart(name))) return false
  return sources.length === 1
}

/** One of several profiles of a file, and no file of that very name. */
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

/** What the page calls it: cpu.pb.gz; localhost:6060 heap; cpu.pb.gz and 2 more. */
function nameOf(names: readonly string[], { remote }: CommandLine): string {
  const [first = ''] = names
  const url = remoteSource(first, remote)?.url
  const name = url
    ? `${url.host} ${basename(url.pathname) || 'profile'}`
    : basename(first) || 'profile'
  return names.length > 1 ? `${name} and ${names.length - 1} more` : name
}

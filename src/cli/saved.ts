import { type FileHandle, mkdir, open } from 'node:fs/promises'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeProto } from '../engine/encode/proto.ts'
import type { Profile } from '../engine/profile/profile.ts'

/** The greatest number in the names of saved files. */
const MOST_FILES = 9999
/** File systems allow names of 255 bytes; the number and the extension follow the prefix. */
const LONGEST_PREFIX = 200

/**
 * Saves a fetched profile under pprof's naming (pprof.BINARY.TYPES.NNN.pb.gz) in $PPROF_TMPDIR,
 * ~/pprof or the system's temporary folder, and prints the path to stderr. (Rule:
 * github.com/google/pprof, internal/driver/fetch.go.)
 * @returns the path; null if it could not be saved, which is reported as well
 */
export async function saveFetched(profile: Profile): Promise<string | null> {
  try {
    const { file, path } = await create(await folder(), prefixOf(profile))
    try {
      await file.writeFile(packed(profile))
    } finally {
      await file.close()
    }
    console.error(`Saved profile in ${path}`)
    return path
  } catch (error) {
    console.error(`Could not save profile: ${(error as Error).message}`)
    return null
  }
}

/** Encodes a profile as a gzipped file. */
export function packed(profile: Profile): Uint8Array {
  return gzipSync(Buffer.concat([...encodeProto(profile)]))
}

async function folder(): Promise<string> {
  const wanted = process.env['PPROF_TMPDIR']
  for (const path of [...(wanted ? [wanted] : []), join(homedir(), 'pprof'), tmpdir()]) {
    try {
      await mkdir(path, { recursive: true, mode: 0o755 })
      return path
    } catch (error) {
      console.error(`Could not use temp dir ${path}: ${(error as Error).message}`)
    }
  }
  throw new Error('failed to identify temp dir')
}

/** The binary and the sample types come from the profile: they must not lead out of the folder. */
function prefixOf({ mappings, strings, sampleTypes }: Profile): string {
  const binary = mappings.count > 0 ? strings.get(mappings.file[0]!) : ''
  const base = binary.replace(/[/\\]+$/, '').replace(/^.*[/\\]/s, '')
  const words = ['pprof', ...(base === '' ? [] : [base]), ...sampleTypes.map(({ type }) => type)]
  const name = words.map((word) => word.replace(/[\p{Cc}\p{Cf}/\\:*?"<>|]/gu, '_')).join('.')
  return `${cut(name)}.`
}

function cut(name: string): string {
  const bytes = new TextEncoder().encode(name)
  if (bytes.length <= LONGEST_PREFIX) return name
  // A character cut in two would become U+FFFD.
  return new TextDecoder().decode(bytes.subarray(0, LONGEST_PREFIX)).replace(/\uFFFD$/, '')
}

/** Creates the file with the first free number; symbolic links are not followed. */
async function create(folder: string, prefix: string): Promise<{ file: FileHandle; path: string }> {
  for (let number = 1; number <= MOST_FILES; number++) {
    const path = join(folder, `${prefix}${String(number).padStart(3, '0')}.pb.gz`)
    try {
      return { file: await open(path, 'wx'), path }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
  throw new Error(`could not create file of the form ${prefix}001.pb.gz`)
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import { prepareProfile, readProfiles } from '../../src/engine/load.ts'
import type { Finding } from '../../src/engine/series/finding.ts'
import { tarOf } from '../fixtures/archives.ts'
import { judgedProfiles } from '../verdicts/draw.ts'
import type { Recording } from '../verdicts/record.ts'
import type { Trial } from './trials.ts'

// What the programs answered, kept for where they cannot run: a tar for each trial, its entries named
// by when they were taken.

const FOLDER = new URL('../fixtures/live/', import.meta.url)
/** Dumps of thousands of goroutines are larger, packed; they are tried live only. */
const LARGEST = 64 * 1024

export function keep(trial: Trial, recordings: readonly Recording[]): void {
  const packed = gzipSync(
    tarOf(recordings.map(({ bytes, taken }) => ({ name: String(taken), content: bytes }))),
    { level: 9 },
  )
  if (packed.length > LARGEST) return
  mkdirSync(FOLDER, { recursive: true })
  writeFileSync(fileOf(trial), packed)
}

/** Of the first so many snapshots; null where none are kept. */
export async function judgedAgain(
  trial: Trial,
  snapshots: number,
): Promise<readonly Finding[] | null> {
  const packed = read(fileOf(trial))
  if (!packed) return null
  const { profiles } = await readProfiles(gunzipSync(packed))
  const members = profiles.slice(0, snapshots).map(async ({ name, profile }) => ({
    name,
    taken: Number(name),
    profile: await prepareProfile(profile),
  }))
  return judgedProfiles(await Promise.all(members))
}

function fileOf({ name, profile }: Trial): string {
  return fileURLToPath(
    new URL(`${name}.${profile.replace(/\?.*/, '')}${dumpOf(profile)}.tar.gz`, FOLDER),
  )
}

function dumpOf(profile: string): string {
  return profile.includes('debug=2') ? '.debug2' : ''
}

function read(file: string): Uint8Array | null {
  try {
    return readFileSync(file)
  } catch {
    return null
  }
}

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { mergeProfiles } from '../../src/engine/combine/merge.ts'
import { readProfile } from '../../src/engine/load.ts'
import type { Profile } from '../../src/engine/profile/profile.ts'
import { Random } from '../bench/random.ts'
import { encode } from './made/encode.ts'
import { KINDS } from './made/kinds.ts'
import { make, type Symbols } from './made/make.ts'
import { LANGUAGES } from './made/names.ts'
import { type ProfileFile, record } from './record.ts'

export interface CorpusProfile extends ProfileFile {
  /** By a program, not made up. */
  readonly recorded: boolean
  readonly words: Words
  /** One of Go's text forms (`?debug=1`). */
  readonly text: boolean
}

/** What patterns and options are drawn from. */
export interface Words {
  readonly functions: readonly string[]
  readonly files: readonly string[]
  readonly binaries: readonly string[]
  readonly keys: readonly string[]
  /** Texts of labels, as `key:text`. */
  readonly labels: readonly string[]
  readonly sampleTypes: readonly string[]
}

/** Records and makes the profiles of a seed, into a folder. */
export async function corpus(
  programs: string,
  folder: string,
  seed: number,
): Promise<CorpusProfile[]> {
  const recorded = record(programs, folder, [seed, seed + 1])
  const profiles: CorpusProfile[] = []
  for (const profile of [...recorded, ...makeProfiles(folder, seed)]) {
    const isRecorded = recorded.includes(profile)
    const text = profile.file.endsWith('.txt')
    if (text) stripSymbols(folder, profile)
    const words = await wordsIn(join(folder, profile.file))
    profiles.push({ ...profile, recorded: isRecorded, text, words })
  }
  return profiles
}

/** Each language with each kind, twice: two moments of one program. */
function makeProfiles(folder: string, seed: number): ProfileFile[] {
  mkdirSync(folder, { recursive: true })
  const random = new Random(seed)
  const files: ProfileFile[] = []
  for (const language of LANGUAGES) {
    for (const kind of KINDS) {
      const group = `${language.id}.${kind.id}`
      const symbols: Symbols = random.chance(0.6) ? 'all' : random.chance(0.6) ? 'some' : 'none'
      const dropFrames = random.chance(0.3)
      const program = random.below(2 ** 31)
      for (const moment of [1, 2]) {
        const later = moment === 2
        const common = { language, kind, symbols, dropFrames, program, later }
        const recipe = { ...common, seed: program + moment }
        const bytes = encode(make(recipe))
        const file = `${group}.${moment}.pb${random.chance(0.5) ? '' : '.gz'}`
        writeFileSync(join(folder, file), file.endsWith('.gz') ? gzipSync(bytes) : bytes)
        files.push({ file, group })
      }
    }
  }
  return files
}

/** @returns where a text form stands without the symbols in its comments (see versions.ts) */
export function withoutSymbols({ file }: ProfileFile): string {
  return join('bare', file)
}

function stripSymbols(folder: string, file: ProfileFile): void {
  const text = readFileSync(join(folder, file.file), 'utf8')
  mkdirSync(join(folder, 'bare'), { recursive: true })
  writeFileSync(join(folder, withoutSymbols(file)), text.replace(/^#.*\n/gm, ''))
}

async function wordsIn(path: string): Promise<Words> {
  const { profile } = await readProfile(readFileSync(path))
  return wordsOf(mergeProfiles([profile]))
}

/** @param profile merged: it has what its samples use, and no more */
function wordsOf({ strings, functions, mappings, labels, sampleTypes }: Profile): Words {
  const texts = (indices: ArrayLike<number>): string[] =>
    [...new Set(Array.from(indices, (index) => strings.get(index)))].filter((text) => text !== '')
  const pairs = Array.from(
    labels.key,
    (key, i) => `${strings.get(key)}:${strings.get(labels.str[i]!)}`,
  )
  return {
    functions: texts(functions.name),
    files: texts(functions.file),
    binaries: texts(mappings.file),
    keys: texts(labels.key),
    labels: [...new Set(pairs)].filter((pair) => !pair.endsWith(':')),
    sampleTypes: sampleTypes.map(({ type }) => type),
  }
}

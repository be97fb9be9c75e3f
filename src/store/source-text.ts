import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { companionNumber, sourceTextServer } from '../sources/companion.ts'
import type { SourceTextFolder } from '../sources/source-text-folder.ts'
import { parseRules } from '../sources/source-text-forge.ts'
import { FolderIndex } from '../sources/source-text-index.ts'
import { useShown } from './hooks.ts'
import type { OpenProfile } from './open-profile.ts'
import { preferenceOf, setPreference } from './preferences.ts'
import { type SourceText, type SourceTextSearch, searchSourceText } from './source-text-search.ts'
import { FORGE_CONSENT, FORGE_RULES, GO_VERSION } from './source-text-settings.ts'

interface SourceTextState {
  /** The names of the folders that the user has chosen during this visit, the latest first. */
  readonly folders: readonly string[]
  /** Texts by profile and file. */
  readonly texts: ReadonlyMap<string, SourceText>
}

export const sourceTextStore = createStore<SourceTextState>()(() => ({
  folders: [],
  texts: new Map(),
}))

/** The greatest number of texts that are kept. */
const MOST_TEXTS = 30
const NOT_YET: SourceText = { status: 'looking', doing: '' }

let indexes: readonly FolderIndex[] = []
/** The paths that the user has chosen among several matches, by file. */
const choices = new Map<string, string>()
/** Files that may be fetched once. */
const agreedOnce = new Set<string>()
/** Running searches; another one with the same key cancels them. */
const searches = new Map<string, AbortController>()

/** The text of a source file of the profile on screen; the search starts when it is first used. */
export function useSourceText(file: string): SourceText {
  const profile = useShown()
  const key = profile && file !== '' ? `${profile.key} ${file}` : ''
  const text = useStore(sourceTextStore, ({ texts }) => texts.get(key))
  const known = text !== undefined
  useEffect(() => {
    if (profile && key !== '' && !known) void look(key, profile, file)
  }, [profile, key, known, file])
  return text ?? NOT_YET
}

/** The names of the chosen folders. */
export function useSourceTextFolders(): readonly string[] {
  return useStore(sourceTextStore, ({ folders }) => folders)
}

/** Adds folders to search, before the existing ones. */
export function addSourceTextFolders(folders: readonly SourceTextFolder[]): void {
  if (folders.length === 0) return
  const names = new Set(folders.map(({ name }) => name))
  const kept = indexes.filter(({ folder }) => !names.has(folder.name))
  indexes = [...folders.map((folder) => new FolderIndex(folder)), ...kept]
  choices.clear()
  sourceTextStore.setState({ folders: indexes.map(({ folder }) => folder.name) })
  searchAgain()
}

/** Uses a file of a folder for a path in the profile. */
export function chooseSourceText(file: string, path: string): void {
  choices.set(file, path)
  searchAgain()
}

/** The user's answer about fetching a file from a host. */
export function answerFetch(file: string, host: string, answer: 'once' | 'always' | 'never'): void {
  if (answer === 'once') agreedOnce.add(file)
  else setPreference(FORGE_CONSENT, { ...preferenceOf(FORGE_CONSENT), [host]: answer })
  searchAgain()
}

/**
 * The lines of a source file, as the Source view finds it; the user is not asked anything.
 * @returns null if the file is not available
 */
export async function findSourceTextLines(
  profile: OpenProfile,
  file: string,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const text = await searchSourceText(searchOf(profile, file, signal, () => {}))
  return text.status === 'found' ? text.lines : null
}

/** Repeats the searches for texts on screen, after a change of where source code comes from. */
export function searchAgain(): void {
  for (const controller of searches.values()) controller.abort()
  searches.clear()
  sourceTextStore.setState({ texts: new Map() })
}

async function look(key: string, profile: OpenProfile, file: string): Promise<void> {
  searches.get(key)?.abort()
  const controller = new AbortController()
  searches.set(key, controller)
  const { signal } = controller
  const keep = (text: SourceText) => {
    if (!signal.aborted) keepText(key, text)
  }
  keep(NOT_YET)
  try {
    const onProgress = (doing: string): void => keep({ status: 'looking', doing })
    keep(await searchSourceText(searchOf(profile, file, signal, onProgress)))
  } catch (error) {
    const tried = [error instanceof Error ? error.message : String(error)]
    keep({ status: 'none', tried })
  } finally {
    if (searches.get(key) === controller) searches.delete(key)
  }
}

function searchOf(
  profile: OpenProfile,
  file: string,
  signal: AbortSignal,
  onProgress: (doing: string) => void,
): SourceTextSearch {
  const consent = preferenceOf(FORGE_CONSENT)
  return {
    file,
    chosen: choices.get(file) ?? '',
    folders: indexes,
    server: serverOf(profile),
    rules: parseRules(preferenceOf(FORGE_RULES)),
    goVersion: preferenceOf(GO_VERSION),
    mayFetch(host) {
      const said = Object.hasOwn(consent, host) ? consent[host] : undefined
      if (said !== undefined) return said === 'always' ? 'yes' : 'no'
      return agreedOnce.has(file) ? 'yes' : 'ask'
    },
    signal,
    onProgress,
  }
}

function keepText(key: string, text: SourceText): void {
  const texts = new Map(sourceTextStore.getState().texts)
  texts.delete(key)
  texts.set(key, text)
  for (const oldest of texts.keys()) {
    if (texts.size <= MOST_TEXTS) break
    texts.delete(oldest)
  }
  sourceTextStore.setState({ texts })
}

/**
 * The address of the companion for source files of a profile (docs/companion.md); "" if there is
 * none.
 */
export function serverOf({ source }: Pick<OpenProfile, 'source'>): string {
  if (source.kind === 'live') return source.sourceTextServer
  const number = source.kind === 'url' ? companionNumber(source.url) : null
  return number === null ? '' : sourceTextServer(number)
}

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
  /** Names of the folders that the user has given, for this visit; the last one given first. */
  readonly folders: readonly string[]
  /** Texts looked for, by profile and file. */
  readonly texts: ReadonlyMap<string, SourceText>
}

export const sourceTextStore = createStore<SourceTextState>()(() => ({
  folders: [],
  texts: new Map(),
}))

/** Texts kept at once. */
const MOST_TEXTS = 30
const NOT_YET: SourceText = { status: 'looking', doing: '' }

let indexes: readonly FolderIndex[] = []
/** Paths that the user has chosen where several may be meant, by file. */
const choices = new Map<string, string>()
/** Files that may be fetched once. */
const agreedOnce = new Set<string>()
/** Searches under way; another one of the same key ends them. */
const searches = new Map<string, AbortController>()

/** The text of a source file of the profile on screen, looked for when it is first wanted. */
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

export function useSourceTextFolders(): readonly string[] {
  return useStore(sourceTextStore, ({ folders }) => folders)
}

/** Takes folders to look in, before those that there are. */
export function addSourceTextFolders(folders: readonly SourceTextFolder[]): void {
  if (folders.length === 0) return
  const names = new Set(folders.map(({ name }) => name))
  const kept = indexes.filter(({ folder }) => !names.has(folder.name))
  indexes = [...folders.map((folder) => new FolderIndex(folder)), ...kept]
  choices.clear()
  sourceTextStore.setState({ folders: indexes.map(({ folder }) => folder.name) })
  searchAgain()
}

/** Takes this file of a folder for the one that the profile names. */
export function chooseSourceText(file: string, path: string): void {
  choices.set(file, path)
  searchAgain()
}

/** What the user says to fetching the file from a host. */
export function answerFetch(file: string, host: string, answer: 'once' | 'always' | 'never'): void {
  if (answer === 'once') agreedOnce.add(file)
  else setPreference(FORGE_CONSENT, { ...preferenceOf(FORGE_CONSENT), [host]: answer })
  searchAgain()
}

/**
 * The lines of a source file, from where the Source view has them; nothing is asked of the user.
 * @returns null where the file is not to be had
 */
export async function findSourceTextLines(
  profile: OpenProfile,
  file: string,
  signal: AbortSignal,
): Promise<readonly string[] | null> {
  const text = await searchSourceText(searchOf(profile, file, signal, () => {}))
  return text.status === 'found' ? text.lines : null
}

/** After a change of where source comes from: whatever is on screen is looked for anew. */
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

/** Where the companion has the source of a profile (docs/companion.md); "" for nowhere. */
export function serverOf({ source }: Pick<OpenProfile, 'source'>): string {
  if (source.kind === 'live') return source.sourceTextServer
  const number = source.kind === 'url' ? companionNumber(source.url) : null
  return number === null ? '' : sourceTextServer(number)
}

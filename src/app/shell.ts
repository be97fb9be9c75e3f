import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { FilterName } from '../store/filters.ts'
import type { OpenProfile } from '../store/open-profile.ts'
import { openFiles, openToCompare } from '../store/opening.ts'

/** What of the shell is open; none of it belongs in a link. */
export interface Shell {
  readonly dialog:
    | 'help'
    | 'link'
    | 'connect'
    | 'palette'
    | 'configs'
    | 'compare'
    | 'history'
    | null
  /** The filter whose text is being edited; it may have none yet. */
  readonly editing: FilterName | null
  /** Whether a narrow window shows the inspector, over the stage. */
  readonly inspector: boolean
}

export const shellStore = createStore<Shell>()(() => ({
  dialog: null,
  editing: null,
  inspector: false,
}))

export function useShell<T>(selector: (shell: Shell) => T): T {
  return useStore(shellStore, selector)
}

export function showDialog(dialog: Shell['dialog']): void {
  shellStore.setState({ dialog })
}

export function editFilter(editing: FilterName | null): void {
  shellStore.setState({ editing })
}

export function toggleInspector(): void {
  shellStore.setState(({ inspector }) => ({ inspector: !inspector }))
}

/** Asks the user for files and opens them. */
export function chooseFiles(): void {
  askForFiles(openFiles)
}

/** Asks the user for files and compares them with an open profile. */
export function chooseFilesToCompare(base: OpenProfile): void {
  askForFiles((files) => openToCompare(files, base))
}

function askForFiles(take: (files: readonly File[]) => void): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.multiple = true
  input.addEventListener('change', () => take([...(input.files ?? [])]))
  input.click()
}

export const SEARCH_FIELD = 'search'

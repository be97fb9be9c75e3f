import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

/** The only thing that the page keeps in this browser. */
const STORED = 'flamedrop.theme'

const themeStore = createStore<{ theme: Theme }>()(() => ({ theme: 'system' }))

export function useTheme(): Theme {
  return useStore(themeStore, (state) => state.theme)
}

export function setTheme(theme: Theme): void {
  themeStore.setState({ theme })
  apply(theme)
  try {
    if (theme === 'system') localStorage.removeItem(STORED)
    else localStorage.setItem(STORED, theme)
  } catch {
    // Storage is switched off: the choice holds for this visit.
  }
}

/** Takes up the choice of the last visit. */
export function startTheme(): void {
  let stored: string | null = null
  try {
    stored = localStorage.getItem(STORED)
  } catch {
    // Storage is switched off.
  }
  const theme = THEMES.find((name) => name === stored) ?? 'system'
  themeStore.setState({ theme })
  apply(theme)
}

function apply(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') root.removeAttribute('data-theme')
  else root.setAttribute('data-theme', theme)
}

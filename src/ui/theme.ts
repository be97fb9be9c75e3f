import {
  type Preference,
  preferenceOf,
  setPreference,
  usePreference,
} from '../store/preferences.ts'

export const THEMES = ['system', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const THEME: Preference<Theme> = {
  name: 'theme',
  initial: 'system',
  check: (value): value is Theme => THEMES.some((theme) => theme === value),
}

export function useTheme(): Theme {
  return usePreference(THEME)[0]
}

export function setTheme(theme: Theme): void {
  setPreference(THEME, theme)
  apply(theme)
}

/** Takes up the choice of the last visit. */
export function startTheme(): void {
  apply(preferenceOf(THEME))
}

function apply(theme: Theme): void {
  const root = document.documentElement
  if (theme === 'system') root.removeAttribute('data-theme')
  else root.setAttribute('data-theme', theme)
}

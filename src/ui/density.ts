import {
  type Preference,
  preferenceOf,
  setPreference,
  usePreference,
} from '../store/preferences.ts'

export const DENSITIES = ['comfortable', 'compact'] as const
export type Density = (typeof DENSITIES)[number]

const DENSITY: Preference<Density> = {
  name: 'density',
  initial: 'comfortable',
  check: (value): value is Density => DENSITIES.some((density) => density === value),
}

/** What a row has less of where rows stand close, in pixels. */
const CLOSER = 4

/** How close rows and controls stand to each other. */
export function useDensity(): Density {
  return usePreference(DENSITY)[0]
}

export function setDensity(density: Density): void {
  setPreference(DENSITY, density)
  apply(density)
}

/** Takes up the choice of the last visit. */
export function startDensity(): void {
  apply(preferenceOf(DENSITY))
}

/** Pixels of a row that takes `comfortable` of them where rows stand comfortably: tokens.css. */
export function useRowHeight(comfortable: number): number {
  return useDensity() === 'compact' ? comfortable - CLOSER : comfortable
}

function apply(density: Density): void {
  document.documentElement.setAttribute('data-density', density)
}

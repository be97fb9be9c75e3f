import { useSyncExternalStore } from 'react'

/**
 * What the page remembers of a user between visits, in the browser's local storage: tastes, never
 * what was looked at.
 */
export interface Preference<T> {
  /** Stored as `flamedrop.NAME`. */
  readonly name: string
  readonly initial: T
  /** Rejects what another version, or another program, may have left in the storage. */
  check(value: unknown): value is T
}

const PREFIX = 'flamedrop.'

/** Values read or set so far, by name. */
const values = new Map<string, unknown>()
const listeners = new Set<() => void>()

export function preferenceOf<T>(preference: Preference<T>): T {
  const { name } = preference
  if (!values.has(name)) values.set(name, stored(preference))
  return values.get(name) as T
}

export function setPreference<T>({ name }: Preference<T>, value: T): void {
  values.set(name, value)
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // Storage is full or switched off: the choice holds for this visit.
  }
  for (const listener of listeners) listener()
}

/** The value and its setter. The preference is to be a constant of its module. */
export function usePreference<T>(preference: Preference<T>): readonly [T, (value: T) => void] {
  const value = useSyncExternalStore(subscribe, () => preferenceOf(preference))
  return [value, (next) => setPreference(preference, next)]
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function stored<T>({ name, initial, check }: Preference<T>): T {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(PREFIX + name) ?? 'null')
    return value !== null && check(value) ? value : initial
  } catch {
    // Not readable, or no JSON.
    return initial
  }
}

import { useSyncExternalStore } from 'react'

/**
 * A preference of the user, kept between visits in the browser's local storage; never anything
 * about profiles.
 */
export interface Preference<T> {
  /** Stored as `flamedrop.NAME`. */
  readonly name: string
  readonly initial: T
  /** Rejects values that another version, or another program, may have stored. */
  check(value: unknown): value is T
}

const PREFIX = 'flamedrop.'

/** The values read or set so far, by name. */
const values = new Map<string, unknown>()
const listeners = new Set<() => void>()

/** The stored value of a preference, or its initial value. */
export function preferenceOf<T>(preference: Preference<T>): T {
  const { name } = preference
  if (!values.has(name)) values.set(name, stored(preference))
  return values.get(name) as T
}

/** Stores the value of a preference. */
export function setPreference<T>({ name }: Preference<T>, value: T): void {
  values.set(name, value)
  try {
    localStorage.setItem(PREFIX + name, JSON.stringify(value))
  } catch {
    // Storage is full or disabled: the choice is valid for this visit.
  }
  for (const listener of listeners) listener()
}

/** The value and its setter. The preference must be a constant of its module. */
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
    // It cannot be read, or is not JSON.
    return initial
  }
}

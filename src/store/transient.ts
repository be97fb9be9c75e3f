import { createStore } from 'zustand/vanilla'

/** Momentary state: neither in the link nor in the history. */
export interface Transient {
  /** The text of the status line about what is under the pointer; null if nothing is. */
  readonly hovered: string | null
  /** What the view on screen has found for the search ("12 functions", "1.22s, 33.7%"). */
  readonly matches: string | null
  /** Notices about a link or a profile, one sentence each. */
  readonly notices: readonly string[]
  /** What the user is waiting for, except for profiles being opened; null for nothing. */
  readonly task: Task | null
}

export interface Task {
  /** A description: "Preparing cpu.filtered.pb.gz". */
  readonly words: string
  readonly cancel: () => void
}

export const transientStore = createStore<Transient>()(() => ({
  hovered: null,
  matches: null,
  notices: [],
  task: null,
}))

/** Sets the text of the status line; null clears it. */
export function setHovered(hovered: string | null): void {
  if (transientStore.getState().hovered !== hovered) transientStore.setState({ hovered })
}

/** What a view has found where the search is a regexp that does not parse. */
export const NOT_A_REGEXP = 'not a regexp'

/**
 * Called by a view with what it has found, and with null when it is unmounted or there is no
 * search.
 */
export function setMatches(matches: string | null): void {
  if (transientStore.getState().matches !== matches) transientStore.setState({ matches })
}

/** Adds notices; those already shown are not repeated. */
export function notice(...sentences: readonly string[]): void {
  if (sentences.length === 0) return
  transientStore.setState((state) => {
    const notices = [...new Set([...state.notices, ...sentences])]
    return { notices }
  })
}

/** Removes all notices. */
export function dismissNotices(): void {
  transientStore.setState({ notices: [] })
}

/**
 * Runs `work` and shows it as a task meanwhile; `signal` is aborted when the user cancels it.
 * @returns the result of `work`
 */
export async function asTask<T>(
  words: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController()
  const task: Task = { words, cancel: () => controller.abort() }
  transientStore.setState({ task })
  try {
    return await work(controller.signal)
  } finally {
    if (transientStore.getState().task === task) transientStore.setState({ task: null })
  }
}

/** What a key requests from the view on screen. */
export type Command = 'next-match' | 'previous-match' | 'reset-zoom'

const listeners = new Set<(command: Command) => void>()

/**
 * Subscribes a view to commands while it is on screen.
 * @returns a function that unsubscribes
 */
export function onCommand(listener: (command: Command) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Sends a command to the view on screen. */
export function sendCommand(command: Command): void {
  for (const listener of listeners) listener(command)
}

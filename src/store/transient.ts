import { createStore } from 'zustand/vanilla'

/** What lasts only for the moment: not in the link, not in the history. */
export interface Transient {
  /** What is under the pointer, in words for the status line; null for nothing. */
  readonly hovered: string | null
  /** What the view on screen found for the search ("12 functions", "1.22s, 33.7%"). */
  readonly matches: string | null
  /** Remarks on a link or a profile, each a sentence. */
  readonly notices: readonly string[]
  /** What the user waits for, beside the opening of profiles; null for nothing. */
  readonly task: Task | null
}

export interface Task {
  /** What is being done: "Preparing cpu.filtered.pb.gz". */
  readonly words: string
  readonly cancel: () => void
}

export const transientStore = createStore<Transient>()(() => ({
  hovered: null,
  matches: null,
  notices: [],
  task: null,
}))

export function setHovered(hovered: string | null): void {
  if (transientStore.getState().hovered !== hovered) transientStore.setState({ hovered })
}

/** A view reports what it found, and null when it leaves the screen or nothing is searched. */
export function setMatches(matches: string | null): void {
  if (transientStore.getState().matches !== matches) transientStore.setState({ matches })
}

export function notice(...sentences: readonly string[]): void {
  if (sentences.length === 0) return
  transientStore.setState((state) => {
    const notices = [...new Set([...state.notices, ...sentences])]
    return { notices }
  })
}

export function dismissNotices(): void {
  transientStore.setState({ notices: [] })
}

/** @returns what `work` gives; it is shown as a task meanwhile, and `signal` fires when the user cancels it */
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

/** For a view: receives commands while it is on screen. */
export function onCommand(listener: (command: Command) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function sendCommand(command: Command): void {
  for (const listener of listeners) listener(command)
}

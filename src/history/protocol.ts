import type { History } from './history.ts'

// The messages between the page and the history's worker.

/** What the page may ask for. */
export const CALLS = [
  'list',
  'keep',
  'change',
  'open',
  'release',
  'remove',
  'configure',
  'saveTab',
  'openTab',
] as const
export type Call = (typeof CALLS)[number]

export type Arguments<Name extends Call> = Parameters<History[Name]>
export type Answer<Name extends Call> = Awaited<ReturnType<History[Name]>>

export interface ToHistory {
  readonly id: number
  readonly call: Call
  readonly given: readonly unknown[]
}

export type FromHistory =
  | { readonly type: 'answer'; readonly id: number; readonly answer: unknown }
  /** The name of the browser's error (QuotaExceededError), and its message. */
  | {
      readonly type: 'error'
      readonly id: number
      readonly name: string
      readonly message: string
    }
  /** Another tab has changed something. */
  | { readonly type: 'changed' }

import type { ProfileErrorKind } from '../engine/profile/error.ts'
import type { ValueType } from '../engine/profile/profile.ts'
import type { Phase } from '../engine/progress.ts'
import type { Options } from '../engine/select/options.ts'
import type {
  FlameAnswer,
  FlameRequest,
  FrameAnswer,
  FrameRequest,
  HeaderAnswer,
  TopAnswer,
  TopRequest,
} from '../engine/session/answers.ts'

export type * from '../engine/session/answers.ts'

/**
 * Everything that passes between the page and the engine's worker.
 *
 * The page sends a `Request`; the worker answers each with exactly one `Reply` of the same `id`
 * (`ok` or `error`), and may send `progress` before it. A newer request with the same `slot`
 * makes an older one stale: it is answered with an error of kind `cancelled`.
 */
export interface Request<Q extends Query = Query> {
  readonly id: number
  /** Requests that supersede each other share a slot; without one nothing supersedes. */
  readonly slot?: string
  readonly query: Q
}

/** Cancels the request `cancel`, whether it waits or runs. */
export interface Cancel {
  readonly cancel: number
}

export type ToWorker = Request | Cancel

export type FromWorker =
  | { readonly id: number; readonly type: 'ok'; readonly answer: AnswerOf<Query> }
  | { readonly id: number; readonly type: 'error'; readonly error: WorkerError }
  | {
      readonly id: number
      readonly type: 'progress'
      readonly phase: Phase
      readonly done: number
      readonly total: number
    }

/** An error as data: `message` says what is wrong with what, `hint` what to do. */
export interface WorkerError {
  readonly kind: ProfileErrorKind | 'cancelled' | 'option' | 'internal'
  readonly message: string
  readonly hint: string
  /** Which option's text is wrong, for kind `option`. */
  readonly option?: keyof Options
}

/** A profile that the worker holds. */
export type ProfileId = number

export type Query = OpenQuery | CloseQuery | HeaderQuery | TopQuery | FlameQuery | FrameQuery

/** Reads and decodes a file (a File is read in the worker, so that the page never blocks). */
export interface OpenQuery {
  readonly type: 'open'
  readonly source: Blob | ArrayBuffer
  readonly name: string
  /** Largest inflated size to accept, in bytes. */
  readonly maxBytes?: number
}

export interface OpenAnswer {
  readonly profile: ProfileId
  readonly name: string
  /** Bytes as they came, and inflated. */
  readonly size: number
  readonly inflatedSize: number
  readonly sampleTypes: readonly ValueType[]
  /** Index of the sample type to show first. */
  readonly defaultSampleType: number
  readonly samples: number
  readonly functions: number
  readonly locations: number
  /** Distinct call paths. */
  readonly stacks: number
  /** How long each phase took, in milliseconds. */
  readonly timings: Readonly<Record<string, number>>
  readonly warnings: readonly string[]
}

export interface CloseQuery {
  readonly type: 'close'
  readonly profile: ProfileId
}

export interface HeaderQuery {
  readonly type: 'header'
  readonly profile: ProfileId
  readonly options: Options
}

export interface TopQuery extends TopRequest {
  readonly type: 'top'
  readonly profile: ProfileId
}

export interface FlameQuery extends FlameRequest {
  readonly type: 'flame'
  readonly profile: ProfileId
}

export interface FrameQuery extends FrameRequest {
  readonly type: 'frame'
  readonly profile: ProfileId
}

/** Which answer a query gets. */
export interface Answers {
  open: OpenAnswer
  close: null
  header: HeaderAnswer
  top: TopAnswer
  flame: FlameAnswer
  frame: FrameAnswer
}

export type AnswerOf<Q extends Query> = Answers[Q['type']]

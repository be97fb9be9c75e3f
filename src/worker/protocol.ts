import type { CompareFacts } from '../engine/compare/facts.ts'
import type { PartFacts } from '../engine/decode/parts.ts'
import type { ProfileErrorKind } from '../engine/profile/error.ts'
import type { ValueType } from '../engine/profile/profile.ts'
import type { Phase } from '../engine/progress.ts'
import type {
  CompareAnswerTo,
  CompareQuestionName,
  CompareRequestOf,
} from '../engine/questions/compare-questions.ts'
import type { AnswerTo, QuestionName, RequestOf } from '../engine/questions/questions.ts'
import type {
  SeriesAnswerTo,
  SeriesQuestionName,
  SeriesRequestOf,
} from '../engine/questions/series-questions.ts'
import type { Options } from '../engine/select/options.ts'
import type { ProgramIdentity } from '../engine/series/program.ts'

export type * from '../engine/questions/series/answers.ts'
export type { Finding, FindingKind } from '../engine/series/finding.ts'
export type * from '../engine/session/answers.ts'
export type * from '../engine/session/compare-answers.ts'

/**
 * All messages between the page and the engine's worker.
 *
 * The page sends a `Request`; the worker answers each with exactly one `Reply` of the same `id`
 * (`ok` or `error`), and may send `progress` before it. A newer request with the same `slot`
 * supersedes an older one, which is answered with an error of kind `cancelled`.
 */
export interface Request<Q extends Query = Query> {
  readonly id: number
  /** Requests with the same slot supersede each other; those without a slot are not superseded. */
  readonly slot?: string
  readonly query: Q
}

/** Cancels the request with the id `cancel`, whether it is queued or running. */
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

/** An error as data: `message` says what is wrong, `hint` what to do. */
export interface WorkerError {
  readonly kind: ProfileErrorKind | 'cancelled' | 'option' | 'internal'
  readonly message: string
  readonly hint: string
  /** Profiles that the file links to, relative to its address. */
  readonly links?: readonly string[]
  /** The option with an invalid value, for kind `option`. */
  readonly option?: keyof Options
}

/** Identifies a profile in the worker, including the sides of comparisons. */
export type ProfileId = number

/** Identifies a file of several profiles. */
export type FileId = number

/** Identifies a comparison of two profiles, or sums of profiles. */
export type PairId = number

export type Query =
  | OpenQuery
  | OpenPartQuery
  | CloseFileQuery
  | CloseQuery
  | CompareQuery
  | ClosePairQuery
  | ViewQuery
  | PairQuery
  | AnySeriesQuery

/** Questions about a profile; engine/questions/questions.ts lists them. */
export type ViewQuery = { [Name in QuestionName]: QueryOf<Name> }[QuestionName]

export type QueryOf<Name extends QuestionName> = RequestOf<Name> & {
  readonly type: Name
  readonly profile: ProfileId
}

/** Questions about a comparison; engine/questions/compare-questions.ts lists them. */
export type PairQuery = { [Name in CompareQuestionName]: PairQueryOf<Name> }[CompareQuestionName]

export type PairQueryOf<Name extends CompareQuestionName> = CompareRequestOf<Name> & {
  readonly type: Name
  readonly pair: PairId
}

/** Questions about a series; engine/questions/series-questions.ts lists them. */
export type AnySeriesQuery = {
  [Name in SeriesQuestionName]: SeriesQueryOf<Name>
}[SeriesQuestionName]

export type SeriesQueryOf<Name extends SeriesQuestionName> = SeriesRequestOf<Name> & {
  readonly type: Name
  readonly profiles: readonly ProfileId[]
}

export type SeriesQuery = SeriesQueryOf<'series'>
export type SeriesTrendQuery = SeriesQueryOf<'series-trend'>

export type HeaderQuery = QueryOf<'header'>
export type TopQuery = QueryOf<'top'>
export type FlameQuery = QueryOf<'flame'>
export type FrameQuery = QueryOf<'frame'>

/** Reads and decodes a file (a File is read in the worker, so that the page never blocks). */
export interface OpenQuery {
  readonly type: 'open'
  readonly source: Blob | ArrayBuffer
  readonly name: string
  /**
   * When the file was written, or the profile fetched: milliseconds since 1970. A series uses it
   * if the profile itself does not say when it was taken.
   */
  readonly taken?: number
  /** Largest inflated size to accept, in bytes. */
  readonly maxBytes?: number
}

/** A file of several profiles, which the worker holds, decoded, until it is closed. */
export interface SeveralAnswer {
  readonly file: FileId
  readonly parts: readonly PartFacts[]
  /** Other contents of the file, in sentences. */
  readonly passedOver: readonly string[]
}

/** Opens one profile of a file that holds several. */
export interface OpenPartQuery {
  readonly type: 'open-part'
  readonly file: FileId
  /** The number of the profile, from 1. */
  readonly part: number
}

/** Closes a file of several profiles; those that were opened stay open. */
export interface CloseFileQuery {
  readonly type: 'close-file'
  readonly file: FileId
}

export interface OpenAnswer {
  readonly profile: ProfileId
  readonly name: string
  /** Size as received, and inflated, in bytes. */
  readonly size: number
  readonly inflatedSize: number
  readonly sampleTypes: readonly ValueType[]
  /** Index of the default sample type; -1 if there is none. */
  readonly defaultSampleType: number
  /** The program of the profile: snapshots of one program are a series. */
  readonly program: ProgramIdentity
  /** When it was recorded, in milliseconds since 1970; 0 if it does not say. */
  readonly recorded: number
  /** Whether it is a dump of single goroutines (`debug=2`, a panic, a log). */
  readonly dump: boolean
  /** Whether `go tool pprof` reads the file as well. */
  readonly pprofReads: boolean
  readonly samples: number
  readonly functions: number
  readonly locations: number
  /** The number of distinct call paths. */
  readonly stacks: number
  /** Duration of each phase, in milliseconds. */
  readonly timings: Readonly<Record<string, number>>
  readonly warnings: readonly string[]
}

export interface CloseQuery {
  readonly type: 'close'
  readonly profile: ProfileId
}

/** Prepares a comparison of the sum of the sources with the sum of the bases. */
export interface CompareQuery {
  readonly type: 'compare'
  readonly sources: readonly ScaledProfile[]
  readonly bases: readonly ScaledProfile[]
}

/** A profile and the factor of its values. */
export interface ScaledProfile {
  readonly profile: ProfileId
  readonly scale: number
}

/**
 * The ids identify profiles that can be queried like opened ones. The pair has copies of the data
 * of its profiles, which may be closed.
 */
export interface CompareAnswer {
  readonly pair: PairId
  readonly profiles: Readonly<Record<Scaling, ComparedProfiles>>
  /** The sample types of both sides. */
  readonly sampleTypes: readonly ValueType[]
  /** Index of the default sample type. */
  readonly defaultSampleType: number
  readonly facts: CompareFacts
}

/**
 * How the sides are made comparable: as they were recorded, in a second of each recording, or the
 * new profile scaled to the total of the old one.
 */
export type Scaling = 'recorded' | 'second' | 'total'

export interface ComparedProfiles {
  /** The sum of the bases. */
  readonly old: ProfileId
  /** The sum of the sources. */
  readonly new: ProfileId
  /** The differences as of -base and -diff_base. */
  readonly base: ProfileId
  readonly diffBase: ProfileId
}

/** Closes a comparison with all its profiles. */
export interface ClosePairQuery {
  readonly type: 'close-pair'
  readonly pair: PairId
}

/** The type of the answer to a query. */
export type AnswerOf<Q extends Query> = Q extends OpenQuery
  ? OpenAnswer | SeveralAnswer
  : Q extends OpenPartQuery
    ? OpenAnswer
    : Q extends CompareQuery
      ? CompareAnswer
      : Q extends CloseQuery | ClosePairQuery | CloseFileQuery
        ? null
        : Q extends ViewQuery
          ? AnswerTo<Q['type']>
          : Q extends PairQuery
            ? CompareAnswerTo<Q['type']>
            : Q extends AnySeriesQuery
              ? SeriesAnswerTo<Q['type']>
              : never

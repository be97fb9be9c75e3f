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
  /** Profiles that the file links to, relative to where it comes from. */
  readonly links?: readonly string[]
  /** Which option's text is wrong, for kind `option`. */
  readonly option?: keyof Options
}

/** A profile that the worker holds, a side of a comparison included. */
export type ProfileId = number

/** A file of several profiles. */
export type FileId = number

/** Two profiles, or sums of profiles, that are compared. */
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

/** What a view asks about a profile; engine/questions/questions.ts lists them. */
export type ViewQuery = { [Name in QuestionName]: QueryOf<Name> }[QuestionName]

export type QueryOf<Name extends QuestionName> = RequestOf<Name> & {
  readonly type: Name
  readonly profile: ProfileId
}

/** What a view asks about a comparison; engine/questions/compare-questions.ts lists them. */
export type PairQuery = { [Name in CompareQuestionName]: PairQueryOf<Name> }[CompareQuestionName]

export type PairQueryOf<Name extends CompareQuestionName> = CompareRequestOf<Name> & {
  readonly type: Name
  readonly pair: PairId
}

/** What is asked about several profiles; engine/questions/series-questions.ts lists it. */
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
   * When the file was written, or the profile fetched: milliseconds since 1970. A series goes by it
   * where the profile itself does not say when it was taken.
   */
  readonly taken?: number
  /** Largest inflated size to accept, in bytes. */
  readonly maxBytes?: number
}

/** A file of several profiles, which the worker holds, decoded, until it is closed. */
export interface SeveralAnswer {
  readonly file: FileId
  readonly parts: readonly PartFacts[]
  /** What else is in the file, in sentences. */
  readonly passedOver: readonly string[]
}

/** Opens one profile of a file that holds several. */
export interface OpenPartQuery {
  readonly type: 'open-part'
  readonly file: FileId
  /** From 1. */
  readonly part: number
}

/** Frees a file of several; what was opened of it stays open. */
export interface CloseFileQuery {
  readonly type: 'close-file'
  readonly file: FileId
}

export interface OpenAnswer {
  readonly profile: ProfileId
  readonly name: string
  /** Bytes as they came, and inflated. */
  readonly size: number
  readonly inflatedSize: number
  readonly sampleTypes: readonly ValueType[]
  /** Index of the sample type to show first; -1 where there is none. */
  readonly defaultSampleType: number
  /** What it is of: snapshots of one program are a series. */
  readonly program: ProgramIdentity
  /** When it was recorded, in milliseconds since 1970; 0 if it does not say. */
  readonly recorded: number
  /** Goroutines one by one (`debug=2`, a panic, a log). */
  readonly dump: boolean
  /** Whether `go tool pprof` reads the file as well. */
  readonly pprofReads: boolean
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

/** Prepares the comparison of what the sources add up to with what the bases do. */
export interface CompareQuery {
  readonly type: 'compare'
  readonly sources: readonly ScaledProfile[]
  readonly bases: readonly ScaledProfile[]
}

/** A profile and what its values are multiplied by. */
export interface ScaledProfile {
  readonly profile: ProfileId
  readonly scale: number
}

/**
 * The ids name profiles that can be asked like opened ones. The pair has copies of what it needs of
 * its profiles: they may be closed.
 */
export interface CompareAnswer {
  readonly pair: PairId
  /** What the bases add up to. */
  readonly old: ProfileId
  readonly plain: ComparedProfiles
  /** The same with the new profile scaled to the total of the old one. */
  readonly normalized: ComparedProfiles
  /** Those that both sides have. */
  readonly sampleTypes: readonly ValueType[]
  /** Index of the sample type to show first. */
  readonly defaultSampleType: number
  readonly facts: CompareFacts
}

export interface ComparedProfiles {
  /** What the sources add up to. */
  readonly new: ProfileId
  /** The differences as -base and -diff_base make them. */
  readonly base: ProfileId
  readonly diffBase: ProfileId
}

/** Frees a pair with all its profiles. */
export interface ClosePairQuery {
  readonly type: 'close-pair'
  readonly pair: PairId
}

/** Which answer a query gets. */
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

import type { Profile } from '../profile/profile.ts'
import type { NodeValues } from '../report/graph/graph.ts'
import type { Options } from '../select/options.ts'
import type { Selection, SelectionOptions } from '../select/selection.ts'

export type SnapshotOptions = SelectionOptions & Pick<Options, 'drop_negative'>

/** What a series needs of an open profile; the sessions of the views provide it. */
export interface SnapshotSession {
  readonly profile: Profile
  selection(options: SelectionOptions): Selection
  /** Flat and cum of every frame of the selection. */
  totalsOf(options: SnapshotOptions): { readonly nodes: Int32Array; readonly values: NodeValues }
}

export interface SeriesMember {
  readonly session: SnapshotSession
  /** File name. */
  readonly name: string
  /** When its file was written, or when it was fetched: milliseconds since 1970; 0 if not known. */
  readonly taken: number
}

import type { Origin } from '../sources/origin.ts'

/** The SHA-256 of the bytes (see content-id.ts), in hexadecimal: equal files are kept once. */
export type EntryId = string

/** The shape of a flame graph, for a small picture: one element per frame, parents first. */
export interface Thumbnail {
  /** Left edge and width in 255ths of the picture. */
  readonly x: Uint8Array
  readonly width: Uint8Array
  /** The row, from 0. */
  readonly row: Uint8Array
  /** Index into `colors`. */
  readonly color: Uint8Array
  /** What gives a frame its colour: the package, or the name where there is none. */
  readonly colors: readonly { readonly package: string; readonly name: string }[]
}

/** What the page says of a file when it is opened. */
export interface NewEntry {
  /** The name of the file. */
  readonly name: string
  /** When the file was last changed, in milliseconds since 1970; 0 if not known. */
  readonly modified: number
  readonly origin: Origin
  /** The types of its samples: "samples, cpu". */
  readonly types: string
  readonly samples: number
}

/** What is known of a file that is kept. Its bytes are kept beside it. */
export interface Entry extends NewEntry {
  readonly id: EntryId
  /** In bytes, as opened. */
  readonly size: number
  /** When it was last opened, in milliseconds since 1970. */
  readonly opened: number
  /** The fragment of the link, with view and filters, when it was last on screen; "" for none. */
  readonly link: string
  readonly thumbnail: Thumbnail | null
  /** The last to make room for others. */
  readonly pinned: boolean
  /** What the user calls it; "" for its name. */
  readonly title: string
  /** A text of the user. */
  readonly note: string
}

/** The part of an entry that changes while it is kept. */
export type EntryChange = Partial<
  Pick<Entry, 'opened' | 'link' | 'thumbnail' | 'pinned' | 'title' | 'note'>
>

/** A profile that is open in a tab. */
export interface TabProfile {
  /** Identifies it in the entries of the browser's history. */
  readonly key: number
  readonly entry: EntryId
  /** Its number in a file of several, from 1. */
  readonly part?: number
  readonly name: string
  /** Of its file, as in `NewEntry`. */
  readonly file: string
  readonly modified: number
  readonly origin: Origin
}

/** A profile in a comparison, multiplied by `scale`. */
export interface TabScaled {
  readonly key: number
  readonly scale: number
}

/** What was open in a tab of the browser. */
export interface Tab {
  readonly id: string
  /** In milliseconds since 1970. */
  readonly saved: number
  readonly profiles: readonly TabProfile[]
  /** The profile on screen; null if none was. */
  readonly shown: number | null
  readonly comparison: {
    readonly key: number
    readonly sources: readonly TabScaled[]
    readonly bases: readonly TabScaled[]
  } | null
  /** The order of snapshots that the user has chosen; null for the default. */
  readonly order: readonly number[] | null
  /** The fragment of the link. */
  readonly link: string
}

export interface Settings {
  /** Whether anything is kept. */
  readonly keeping: boolean
  /** The most bytes that are kept. */
  readonly quota: number
}

export const INITIAL_SETTINGS: Settings = { keeping: true, quota: 1e9 }

/** All that is kept, without the bytes. */
export interface Kept {
  /** Opened last first. */
  readonly entries: readonly Entry[]
  /** Saved last first: those no longer there that can be opened as they were. */
  readonly tabs: readonly Tab[]
  readonly settings: Settings
}

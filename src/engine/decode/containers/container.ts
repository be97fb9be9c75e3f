import { ProfileError } from '../../profile/error.ts'
import type { Checkpoint } from '../../progress.ts'

/** A kind of file that holds others, packed or in another encoding. */
export interface Container {
  /** With its article, as in "inside a zip archive". */
  readonly name: string
  recognizes(bytes: Uint8Array): boolean
  /**
   * What it holds; nothing is unpacked yet.
   * @throws ProfileError if its list of contents cannot be read
   */
  parts(bytes: Uint8Array): readonly Part[]
}

/** One file of a container. */
export interface Part {
  /** Its path in an archive; "" in a container of one. */
  readonly name: string
  /** @throws ProfileError if it cannot be unpacked, or there is no room for it */
  read(room: Room, checkpoint: Checkpoint): Promise<Content>
}

/** What a part holds. */
export interface Content {
  readonly bytes: Uint8Array
  /** "" if it is sound; else what is wrong with it, as part of a sentence: "ends too early". */
  readonly damage: string
  /** Sentences about the container, for the readers of a profile in it. */
  readonly notes: readonly string[]
}

/** A note. */
export const TRAILING = 'Bytes after the end of the compressed profile were ignored.'

/** Undamaged content without notes. */
export function sound(bytes: Uint8Array): Content {
  return { bytes, damage: '', notes: [] }
}

/** How many bytes may still be unpacked of one file, all of its containers taken together. */
export class Room {
  private used = 0

  /** @param limit in bytes */
  constructor(readonly limit: number) {}

  get left(): number {
    return this.limit - this.used
  }

  /** @throws ProfileError `too-large` if there is less */
  take(bytes: number): void {
    this.require(bytes)
    this.used += bytes
  }

  /** @throws ProfileError `too-large` if there is less */
  require(bytes: number): void {
    if (bytes > this.left) throw tooLarge(this.limit)
  }
}

function tooLarge(limit: number): ProfileError {
  const most = limit >= 2 ** 30 ? `${limit / 2 ** 30} GB` : `${limit / 2 ** 20} MB`
  return new ProfileError(
    'too-large',
    `The file inflates to more than ${most}, the most that is opened.`,
    'A profile of that size is rare: check that this is one. Recording for a shorter time or at a lower rate makes it smaller.',
  )
}

import type { Decoded } from '../engine/decode/detect.ts'
import type { NamedProfile } from '../engine/decode/format.ts'
import { factsOf, partOf } from '../engine/decode/parts.ts'
import { ProfileError } from '../engine/profile/error.ts'
import type { FileId, OpenQuery, SeveralAnswer } from './protocol.ts'

/** A decoded file of several profiles. */
export interface OpenFile extends Decoded {
  readonly query: OpenQuery
  /** Its size as received, in bytes. */
  readonly size: number
}

/** Files of several profiles that wait for the user to choose among them. */
export class OpenFiles {
  private readonly files = new Map<FileId, OpenFile>()
  private next: FileId = 1

  hold(file: OpenFile): SeveralAnswer {
    const id = this.next++
    this.files.set(id, file)
    return { file: id, parts: file.profiles.map(factsOf), passedOver: file.passedOver }
  }

  /**
   * A profile of a file.
   * @throws ProfileError if the file is closed, or has no such part
   */
  part(id: FileId, part: number): { readonly file: OpenFile; readonly named: NamedProfile } {
    const file = this.files.get(id)
    if (!file) throw new ProfileError('unreadable', 'This file is closed.', 'Open it again.')
    return { file, named: partOf(file.profiles, part) }
  }

  close(id: FileId): void {
    this.files.delete(id)
  }
}

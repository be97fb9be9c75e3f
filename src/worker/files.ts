import type { Decoded } from '../engine/decode/detect.ts'
import type { NamedProfile } from '../engine/decode/format.ts'
import { factsOf, partOf } from '../engine/decode/parts.ts'
import { ProfileError } from '../engine/profile/error.ts'
import type { FileId, OpenQuery, SeveralAnswer } from './protocol.ts'

/** A file of several profiles, as far as what is opened of it needs to know. */
export interface OpenFile extends Decoded {
  readonly query: OpenQuery
  /** Bytes as they came. */
  readonly size: number
}

/** Files of several profiles that wait for a person to say which of them are meant. */
export class OpenFiles {
  private readonly files = new Map<FileId, OpenFile>()
  private next: FileId = 1

  hold(file: OpenFile): SeveralAnswer {
    const id = this.next++
    this.files.set(id, file)
    return { file: id, parts: file.profiles.map(factsOf), passedOver: file.passedOver }
  }

  /** @throws ProfileError if it is closed, or has no such part */
  part(id: FileId, part: number): { readonly file: OpenFile; readonly named: NamedProfile } {
    const file = this.files.get(id)
    if (!file) throw new ProfileError('unreadable', 'This file is closed.', 'Open it again.')
    return { file, named: partOf(file.profiles, part) }
  }

  close(id: FileId): void {
    this.files.delete(id)
  }
}

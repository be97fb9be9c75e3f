import { useState } from 'react'
import type { Picture } from './control.ts'
import { type FrameIndex, indexOfPath, NO_FRAME, pathOf } from './model.ts'
import { type FlameQuestion, sameTree } from './request.ts'

/** The frame that has the keyboard focus within the picture. */
export interface Focus {
  /** Its index in the picture on screen; NO_FRAME where it is not there. */
  readonly i: FrameIndex
  /** Its path, even where it is not in the picture; null for none. */
  readonly path: readonly number[] | null
  /** Its node number, if it was focused by key and has to be scrolled into view; -1 otherwise. */
  readonly shown: number
  move(to: FrameIndex, byKey: boolean): void
  /** Moves the focus to a frame, which may be in the next picture only. */
  moveTo(path: readonly number[]): void
}

interface Place {
  readonly path: readonly number[]
  readonly byKey: boolean
  readonly query: FlameQuestion
}

/** The keyboard focus within a picture; it is kept from picture to picture of the same tree. */
export function useFocus(picture: Picture | undefined): Focus {
  const [place, setPlace] = useState<Place>()
  // A path is valid for one tree.
  const held = picture && place && sameTree(place.query, picture.query) ? place : undefined
  const i = held && picture ? indexOfPath(picture.model, held.path) : NO_FRAME
  return {
    i,
    path: held?.path ?? null,
    shown: held?.byKey && i !== NO_FRAME ? picture!.model.answer.node[i]! : -1,
    move(to, byKey) {
      if (!picture) return
      const { model, query } = picture
      setPlace(to === NO_FRAME ? undefined : { path: pathOf(model, to), byKey, query })
    },
    moveTo(path) {
      if (picture) setPlace({ path, byKey: true, query: picture.query })
    },
  }
}

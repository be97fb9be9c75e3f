import { useState } from 'react'
import type { Picture } from './control.ts'
import { type FrameIndex, indexOfPath, NO_FRAME, pathOf } from './model.ts'
import { type FlameQuestion, sameTree } from './request.ts'

/** The frame that the keyboard is at. */
export interface Focus {
  /** In the picture on screen; NO_FRAME where it is not there. */
  readonly i: FrameIndex
  /** Its path, also where it is not in the picture; null for none. */
  readonly path: readonly number[] | null
  /** Its node in the picture, if it was brought there by key and is to be shown; -1 else. */
  readonly shown: number
  move(to: FrameIndex, byKey: boolean): void
  /** Moves to a frame that may come with the next picture. */
  moveTo(path: readonly number[]): void
}

interface Place {
  readonly path: readonly number[]
  readonly byKey: boolean
  readonly query: FlameQuestion
}

export function useFocus(picture: Picture | undefined): Focus {
  const [place, setPlace] = useState<Place>()
  // A path holds for a tree.
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

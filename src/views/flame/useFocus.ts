import { useState } from 'react'
import type { FlameQuery } from '../../worker/protocol.ts'
import type { Picture } from './control.ts'
import { type FrameIndex, indexOfNode, NO_FRAME } from './model.ts'
import { sameTree } from './request.ts'

/** The frame that the keyboard is at. */
export interface Focus {
  /** In the picture on screen; NO_FRAME where it is not there. */
  readonly i: FrameIndex
  /** Its node, if it was brought there by key and is to be shown; -1 else. */
  readonly shown: number
  move(to: FrameIndex, byKey: boolean): void
}

interface Place {
  readonly node: number
  readonly byKey: boolean
  readonly query: FlameQuery
}

export function useFocus(picture: Picture | undefined): Focus {
  const [place, setPlace] = useState<Place>()
  // Numbers of nodes hold for a tree.
  const holds = picture && place && sameTree(place.query, picture.query)
  return {
    i: holds ? indexOfNode(picture.model, place.node) : NO_FRAME,
    shown: holds && place.byKey ? place.node : -1,
    move(to, byKey) {
      if (!picture) return
      const { model, query } = picture
      setPlace(to === NO_FRAME ? undefined : { node: model.answer.node[to]!, byKey, query })
    },
  }
}

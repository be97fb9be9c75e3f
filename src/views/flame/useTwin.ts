import { useEffect, useEffectEvent, useMemo, useSyncExternalStore } from 'react'
import { type Side, useSide } from '../../store/side.ts'
import {
  type FlameModel,
  type FrameIndex,
  frameOf,
  indexOfPath,
  NO_FRAME,
  pathOf,
} from '../picture/model.ts'
import type { Picked } from '../picture/stage.ts'
import { type Measure, shareText, valueText } from '../picture/words.ts'

// The pictures of both sides of a comparison tell each other which frame the pointer is on.

/** A frame by its path of keys; the name tells where the other side numbers its frames apart. */
interface Pointed {
  readonly path: readonly number[]
  readonly name: string
}

/** By pane. */
const pointedIn = new Map<string, Pointed>()
const wordsOf = new Map<string, (pointed: Pointed) => string>()
const listeners = new Set<() => void>()

export interface Twin {
  /** The frame here that the pointer is on over there; NO_FRAME for none. */
  readonly i: FrameIndex
  /** Reports to the other picture what the pointer is on.
   * @returns the values of that frame there, in words; "" where it does not show the frame
   */
  point(picked: Picked | undefined): string
}

/** @param upwards which half of a sandwich it is */
export function useTwin(model: FlameModel | undefined, measure: Measure, upwards: boolean): Twin {
  const side = useSide()
  const own = `${side} ${upwards}`
  const other = `${side === 'old' ? 'new' : 'old'} ${upwards}`
  const words = useEffectEvent((pointed: Pointed) => {
    const i = model ? indexOf(model, pointed) : NO_FRAME
    return model && side && i !== NO_FRAME ? twinText(model, i, side, measure) : ''
  })
  useEffect(() => {
    wordsOf.set(own, (pointed) => words(pointed))
    return () => {
      wordsOf.delete(own)
      tell(own, undefined)
    }
  }, [own])
  const over = useSyncExternalStore(subscribe, () => (side ? pointedIn.get(other) : undefined))
  const i = useMemo(() => (model && over ? indexOf(model, over) : NO_FRAME), [model, over])
  return {
    i,
    point(picked) {
      if (!side) return ''
      const pointed = picked && {
        path: pathOf(picked.model, picked.i),
        name: frameOf(picked.model, picked.i).name,
      }
      tell(own, pointed)
      return (pointed && wordsOf.get(other)?.(pointed)) ?? ''
    },
  }
}

/** A: 14.25MB (96.95%) */
function twinText(model: FlameModel, i: FrameIndex, side: Side, measure: Measure): string {
  const value = model.answer.total[i]!
  const share = shareText(value, measure.all)
  return `${side === 'old' ? 'A' : 'B'}: ${valueText(value, measure)} (${share})`
}

function indexOf(model: FlameModel, { path, name }: Pointed): FrameIndex {
  const i = indexOfPath(model, path)
  return i !== NO_FRAME && frameOf(model, i).name === name ? i : NO_FRAME
}

/** Only a change of the frame is reported: the pointer moves more often. */
function tell(pane: string, pointed: Pointed | undefined): void {
  if (JSON.stringify(pointedIn.get(pane)) === JSON.stringify(pointed)) return
  if (pointed) pointedIn.set(pane, pointed)
  else pointedIn.delete(pane)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

import { type RefObject, useEffect } from 'react'
import { useCompareSummary } from '../../store/hooks.ts'
import { useSide } from '../../store/side.ts'
import { useField } from '../../store/use-field.ts'
import type { LargestChange } from '../../worker/protocol.ts'
import { isCompared } from '../picture/change.ts'
import type { FlameControl } from '../picture/control.ts'
import { type FlameModel, type FrameIndex, indexOfPath, NO_FRAME } from '../picture/model.ts'
import { sameZoom, WHOLE, type Zoom } from '../picture/zoom.ts'
import { setZoom, type ZoomField } from '../picture/zoom-state.ts'
import { SAME_SCALE } from './settings.ts'

/** A frame with the largest change that is narrower than this is zoomed to, in CSS pixels. */
const SEEN = 32

/**
 * How much of its half a side of a comparison takes, as a CSS width: on one scale a value is as
 * wide on both sides, whatever is zoomed to.
 */
export function useSideWidth(model: FlameModel | undefined, zoom: Zoom, whole: boolean): string {
  const side = useSide()
  const [isShared] = useField(SAME_SCALE)
  const { answer: summary } = useCompareSummary()
  if (!side || !isShared) return '100%'
  const root = model ? indexOfPath(model, zoom.root) : NO_FRAME
  const values =
    model && isCompared(model.answer) && root !== NO_FRAME
      ? { old: model.answer.old[root]!, new: model.answer.new[root]! }
      : whole && zoom.root.length === 0
        ? summary?.shown
        : undefined
  if (!values) return '100%'
  const most = Math.max(Math.abs(values.old), Math.abs(values.new))
  const own = Math.abs(values[side])
  return own === 0 ? '100%' : `${(100 * own) / most}%`
}

/** Whether a side has nothing of what the picture is zoomed to. */
export function isAbsent(model: FlameModel): boolean {
  const { root } = model.answer
  return root.length > 0 && indexOfPath(model, root) === NO_FRAME
}

/** The frame of a picture that has changed most; NO_FRAME where it is not to be seen. */
export function largestIn(model: FlameModel | undefined): FrameIndex {
  const largest = largestOf(model)
  return model && largest ? indexOfPath(model, largest.path) : NO_FRAME
}

function largestOf(model: FlameModel | undefined): LargestChange | null {
  return model && isCompared(model.answer) ? model.answer.largest : null
}

/** Where the largest change has been shown: afterwards the picture stays where a person moves it. */
const shown = new Set<string>()

interface LargestShown {
  readonly control: RefObject<FlameControl | null>
  readonly model: FlameModel | undefined
  readonly zoom: Zoom
  readonly field: ZoomField
  /** CSS pixels. */
  readonly width: number
  /** The comparison and the tree, as text. */
  readonly subject: string
}

/** Scrolls to the largest change, once, and zooms in where it is too narrow to be seen. */
export function useLargestShown({
  control,
  model,
  zoom,
  field,
  width,
  subject,
}: LargestShown): void {
  const side = useSide()
  const key = `${subject} ${side}`
  useEffect(() => {
    const largest = largestOf(model)
    if (!model || !largest || shown.has(key) || width === 0) return
    shown.add(key)
    const isNarrow = largest.share * width < SEEN
    if (isNarrow && largest.near.length > 0 && sameZoom(zoom, WHOLE)) {
      shown.delete(key)
      // Both sides have one zoom.
      if (side !== 'old') setZoom(field, { root: largest.near, from: 0, to: 1 }, 'replace')
      return
    }
    const i = indexOfPath(model, largest.path)
    if (i !== NO_FRAME) control.current?.reveal(model, i)
  })
}

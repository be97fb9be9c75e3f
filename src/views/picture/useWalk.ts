import type { KeyboardEvent, RefObject } from 'react'
import { select } from '../../store/actions.ts'
import type { At, FlameControl, Picture } from './control.ts'
import { meaningOf } from './keys.ts'
import {
  type FrameIndex,
  indexOfPath,
  NO_FRAME,
  neighbour,
  nextMatch,
  selectableName,
} from './model.ts'
import { questionFor, sameButZoom, type Wish } from './request.ts'
import type { Picked } from './stage.ts'
import { useFarMatch } from './useFarMatch.ts'
import { type Focus, useFocus } from './useFocus.ts'
import { oneOut, sameZoom, WHOLE, type Zoom } from './zoom.ts'
import { setZoom, type ZoomField } from './zoom-state.ts'

interface Walked {
  readonly picture: Picture | undefined
  readonly wish: Wish | null
  readonly zoom: Zoom
  readonly field: ZoomField
  /** Name of the selected frame. */
  readonly selected: string
  /** Whether the root is at the bottom. */
  readonly upwards: boolean
  readonly control: RefObject<FlameControl | null>
  /** The position of the pointer no longer counts. */
  onLeavePointer(): void
  onZoom(picked: Picked): void
  onMenu(picked: Picked, at: At): void
}

export interface Walk {
  readonly focus: Focus
  /** Go to the next match in the picture, or after the last one to a match outside the picture. */
  goToMatch(step: 1 | -1): void
  onKeyDown(event: KeyboardEvent): void
}

/**
 * Keyboard navigation from frame to frame and from match to match; the frame reached is selected.
 */
export function useWalk(walked: Walked): Walk {
  const { picture, wish, zoom, field, selected, upwards, control } = walked
  const model = picture?.model
  const focus = useFocus(picture)
  const askFarMatch = useFarMatch(wish)
  const marksWish = picture && wish && sameButZoom(picture.query, questionFor(wish))

  function walkTo(i: FrameIndex) {
    if (!model || i === NO_FRAME) return
    walked.onLeavePointer()
    focus.move(i, true)
    select(selectableName(model, i))
    control.current?.reveal(model, i)
  }

  function goToMatch(step: 1 | -1) {
    if (!model) return
    // While the picture still marks another search's matches, the engine finds the next one.
    const i = marksWish ? nextMatch(model, focus.i, step) : NO_FRAME
    if (i !== NO_FRAME) {
      walkTo(i)
      return
    }
    void askFarMatch(focus.path ?? zoom.root, step, ({ path, frame, root }) => {
      const at = indexOfPath(model, path)
      if (at !== NO_FRAME) {
        walkTo(at)
        return
      }
      setZoom(field, { root, from: 0, to: 1 }, 'push')
      focus.moveTo(path)
      select(frame.name)
    })
  }

  function onKeyDown(event: KeyboardEvent) {
    const meaning = meaningOf(event)
    if (!meaning || !model) return
    switch (meaning.type) {
      case 'walk':
        walkTo(
          focus.i === NO_FRAME
            ? indexOfPath(model, zoom.root)
            : neighbour(model, focus.i, meaning.direction, upwards),
        )
        break
      case 'enter':
        if (focus.i !== NO_FRAME) walked.onZoom({ model, i: focus.i })
        break
      case 'leave':
        if (!sameZoom(zoom, WHOLE)) setZoom(field, WHOLE, 'push')
        else if (selected !== '') select('')
        else return
        break
      case 'up':
        setZoom(field, oneOut(zoom), 'push')
        break
      case 'zoom':
        control.current?.magnify(meaning.factor)
        break
      case 'pan':
        control.current?.pan(meaning.share)
        break
      case 'menu':
        if (focus.i === NO_FRAME || !control.current) return
        walked.onMenu({ model, i: focus.i }, control.current.placeOf(model, focus.i))
        break
      default:
        meaning satisfies never
    }
    event.preventDefault()
  }

  return { focus, goToMatch, onKeyDown }
}

import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { showView } from '../../store/actions.ts'
import { INITIAL_VIEW } from '../../store/view-list.ts'
import { Icon } from '../../ui/Icon.tsx'
import { keysOfOption, type LabelOption, moveFrameKey, toggleFrameKey } from './state.ts'

const WORDS: Readonly<Record<LabelOption, { readonly title: string; readonly help: string }>> = {
  tagroot: {
    title: 'Frames at the root',
    help: 'Stacks begin with a frame for each of these keys, in this order: pprof’s tagroot',
  },
  tagleaf: {
    title: 'Frames at the leaves',
    help: 'Stacks end with a frame for each of these keys, in this order: pprof’s tagleaf',
  },
}

interface FrameKeysProps {
  readonly option: LabelOption
  /** The option's text: keys with commas between them. */
  readonly text: string
}

/** The keys that are frames, in their order; dragging a key or Alt with an arrow moves it. */
export function FrameKeys({ option, text }: FrameKeysProps) {
  const [dragged, setDragged] = useState(-1)
  const [over, setOver] = useState(-1)
  const list = useRef<HTMLOListElement>(null)
  /** Key that has moved and takes the focus with it. */
  const moved = useRef('')
  const keys = keysOfOption(text)
  const { title, help } = WORDS[option]

  const focusAt = (at: number) =>
    list.current?.querySelectorAll<HTMLElement>('.label-frame-key')[at]?.focus()

  useEffect(() => {
    if (moved.current === '') return
    focusAt(keys.indexOf(moved.current))
    moved.current = ''
  })

  function onKeyDown(event: KeyboardEvent, at: number): void {
    const step = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0
    const to = at + step
    if (step === 0 || to < 0 || to >= keys.length) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.altKey) {
      focusAt(to)
      return
    }
    moved.current = keys[at]!
    moveFrameKey(option, at, to)
  }

  return (
    <div className="label-frames">
      <span title={help}>{title}</span>
      <ol ref={list} aria-label={title}>
        {keys.map((key, at) => (
          <li
            key={key}
            className={over === at && dragged >= 0 && dragged !== at ? 'over' : ''}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', key)
              setDragged(at)
            }}
            onDragOver={(event) => {
              if (dragged < 0) return
              event.preventDefault()
              setOver(at)
            }}
            onDrop={(event) => {
              event.preventDefault()
              if (dragged >= 0) moveFrameKey(option, dragged, at)
            }}
            onDragEnd={() => {
              setDragged(-1)
              setOver(-1)
            }}
          >
            <button
              type="button"
              className="label-frame-key mono"
              title="Drag it to another place, or press Alt with an arrow key"
              aria-label={`${key}, ${at + 1} of ${keys.length}`}
              aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
              onKeyDown={(event) => onKeyDown(event, at)}
            >
              {key}
            </button>
            <button
              type="button"
              className="button quiet icon"
              aria-label={`No frames for ${key}`}
              onClick={() => toggleFrameKey(option, key)}
            >
              <Icon name="close" />
            </button>
          </li>
        ))}
      </ol>
      <button type="button" className="button" onClick={() => showView(INITIAL_VIEW.path)}>
        Flame graph
      </button>
    </div>
  )
}

import { type KeyboardEvent, useEffect, useRef } from 'react'
import type { PartFacts } from '../../engine/decode/parts.ts'
import { choose } from '../../store/choosing.ts'
import type { Choice } from '../../store/session.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { countText } from '../../ui/words.ts'
import './parts.css'

/** Which profiles of a file that holds several are to be opened; Escape opens none. */
export function PartsDialog({ choice }: { readonly choice: Choice }) {
  const { name, parts, passedOver } = choice
  const list = useRef<HTMLTableSectionElement>(null)
  useEffect(() => list.current?.querySelector('button')?.focus(), [])
  return (
    <Dialog
      title={`${name} holds ${countText(parts.length, 'profile')}`}
      onClose={() => choose([])}
    >
      <p className="muted">
        Open one of them, or all: those of one kind can be compared, and from three on they are a
        series.
      </p>
      <div className="parts">
        <table>
          <thead>
            <tr>
              <th scope="col">Profile</th>
              <th scope="col">Counts</th>
              <th scope="col" className="number">
                Samples
              </th>
              <th scope="col" className="number">
                Recorded
              </th>
              <td />
            </tr>
          </thead>
          <tbody ref={list} onKeyDown={walk}>
            {parts.map((part, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its number
              <PartRow key={at} part={part} number={at + 1} />
            ))}
          </tbody>
        </table>
      </div>
      {passedOver.map((text) => (
        <p key={text} className="muted">
          {text}
        </p>
      ))}
      <div className="parts-end">
        <button
          type="button"
          className="button primary"
          onClick={() => choose(parts.map((_, at) => at + 1))}
        >
          Open all {parts.length}
        </button>
        <button type="button" className="button" onClick={() => choose([])}>
          Cancel <kbd>Esc</kbd>
        </button>
      </div>
    </Dialog>
  )
}

function PartRow({ part, number }: { readonly part: PartFacts; readonly number: number }) {
  const { name, sampleTypes, samples, recorded, dump } = part
  const counts = dump ? 'goroutines, one by one' : sampleTypes.map(({ type }) => type).join(', ')
  const called = name === '' ? `#${number}` : name
  return (
    <tr>
      <th scope="row" className="mono" title={called}>
        {called}
      </th>
      <td title={counts}>{counts}</td>
      <td className="number">{samples.toLocaleString('en')}</td>
      <td className="number">{recorded > 0 ? timeText(recorded) : '–'}</td>
      <td>
        <button
          type="button"
          className="button"
          aria-label={`Open ${called}`}
          onClick={() => choose([number])}
        >
          Open
        </button>
      </td>
    </tr>
  )
}

/** 2026-07-31 12:30:05, in the reader's time zone. */
function timeText(milliseconds: number): string {
  const at = new Date(milliseconds)
  return `${at.toLocaleDateString('en-CA')} ${at.toLocaleTimeString('en-GB')}`
}

/** Up and down go from one to the next. */
function walk(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const buttons: (Element | null)[] = [...event.currentTarget.querySelectorAll('button')]
  const next = buttons[buttons.indexOf(document.activeElement) + step]
  if (next instanceof HTMLElement) next.focus()
}

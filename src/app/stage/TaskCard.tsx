import { useEffect, useState } from 'react'
import { useTransient } from '../../store/hooks.ts'
import type { Task } from '../../store/transient.ts'
import { Progress } from '../../ui/Progress.tsx'
import './panels.css'

/** Most tasks end before a card could be read. */
const SHOWN_AFTER_MS = 300

/** What the user waits for, and a way to stop it. */
export function TaskCard() {
  const task = useTransient((state) => state.task)
  return task && <Late key={task.words} task={task} />
}

function Late({ task: { words, cancel } }: { readonly task: Task }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <section className="load-card" aria-label="Under way">
      <h2>{words}…</h2>
      <Progress label={words} share={null} />
      <div className="load-line">
        <span />
        <button type="button" className="button" onClick={cancel}>
          Cancel
        </button>
      </div>
    </section>
  )
}

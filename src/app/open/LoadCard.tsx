import { type ReactNode, useEffect, useState } from 'react'
import { useSession } from '../../store/hooks.ts'
import { cancelLoad } from '../../store/load-queue.ts'
import type { Load } from '../../store/session.ts'
import { Progress } from '../../ui/Progress.tsx'
import { loadShare, loadWords } from './load-words.ts'
import '../stage/panels.css'

/** Most profiles open before a card could be read. */
const SHOWN_AFTER_MS = 150

/** What is being opened, how far it is, and a way to stop it; `early` stands there before. */
export function LoadCard({ early = null }: { readonly early?: ReactNode }) {
  const load = useSession((session) => session.load)
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), SHOWN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  useEffect(() => {
    // Takes precedence over everything else that Escape does.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || document.querySelector('dialog[open]')) return
      event.preventDefault()
      event.stopPropagation()
      cancelLoad()
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [])
  return load && late ? <Card load={load} /> : early
}

function Card({ load }: { readonly load: Load }) {
  const { name, host, waiting } = load
  const from = host === '' ? '' : ` from ${host}`
  return (
    <section className="load-card" aria-label="Opening">
      <h2>
        Opening <span className="mono">{name}</span>
        {from}
      </h2>
      <Progress label={`Opening ${name}`} share={loadShare(load)} />
      <div className="load-line">
        <span className="number muted">{loadWords(load)}</span>
        {waiting > 0 && (
          <span className="muted">
            {waiting === 1 ? 'then 1 more file' : `then ${waiting} more files`}
          </span>
        )}
        <button type="button" className="button" onClick={cancelLoad}>
          Cancel <kbd>Esc</kbd>
        </button>
      </div>
    </section>
  )
}

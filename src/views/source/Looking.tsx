import { useEffect, useState } from 'react'
import { Progress } from '../../ui/Progress.tsx'

const PATIENCE_MS = 300

/** What takes longer than a moment says so. */
export function Looking({ doing }: { readonly doing: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <div className="source-notice" role="status">
      <p>{doing}…</p>
      <Progress label={doing} share={null} />
    </div>
  )
}

import { useEffect, useState } from 'react'
import { Progress } from '../../ui/Progress.tsx'

const PATIENCE_MS = 300

interface LookingProps {
  readonly doing: string
  readonly className: string
}

/** What takes longer than a moment says so. */
export function Looking({ doing, className }: LookingProps) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!late) return null
  return (
    <div className={className} role="status">
      <p>{doing}…</p>
      <Progress label={doing} share={null} />
    </div>
  )
}

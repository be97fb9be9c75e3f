import { useEffect, useState } from 'react'
import { Icon } from './Icon.tsx'

interface CopyButtonProps {
  readonly label: string
  readonly copy: () => Promise<boolean>
}

const SHOWN_MS = 2500

/** Copies something and says for a moment whether it worked. */
export function CopyButton({ label, copy }: CopyButtonProps) {
  const [copied, setCopied] = useState<boolean | null>(null)
  useEffect(() => {
    if (copied === null) return
    const timer = setTimeout(() => setCopied(null), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [copied])
  const said = copied === null ? '' : copied ? 'Copied' : 'The browser does not allow it'
  return (
    <span className="copy">
      <button
        type="button"
        className="button quiet icon"
        aria-label={label}
        title={label}
        onClick={() => void copy().then(setCopied)}
      >
        <Icon name={copied ? 'check' : 'copy'} />
      </button>
      <span className="copy-said" role="status">
        {said}
      </span>
    </span>
  )
}

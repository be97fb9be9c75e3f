import { useState } from 'react'
import { Caret } from '../../ui/Caret.tsx'
import type { FrameText } from '../../worker/protocol.ts'
import { FrameMenu } from '../frame/FrameMenu.tsx'

/** What can be done with a frame, behind a button. */
export function FrameMenuButton({ frame }: { readonly frame: FrameText }) {
  const [at, setAt] = useState<{ x: number; y: number } | null>(null)
  return (
    <>
      <button
        type="button"
        className="button"
        aria-haspopup="menu"
        onClick={(event) => {
          const box = event.currentTarget.getBoundingClientRect()
          setAt({ x: box.left, y: box.bottom + 4 })
        }}
      >
        Filter or show it elsewhere <Caret />
      </button>
      {at && <FrameMenu {...at} frame={frame} onClose={() => setAt(null)} />}
    </>
  )
}

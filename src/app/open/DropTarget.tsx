import { useEffect, useEffectEvent, useState } from 'react'
import { carriesFiles, filesOf } from '../../sources/dropped.ts'
import { fail } from '../../store/failures.ts'
import { useOpened, useSession } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { openFiles, openToCompare } from '../../store/opening.ts'

/** What becomes of the files; only where several are open is it asked. */
type Purpose = 'open' | 'compare'

/** Takes files dropped anywhere on the page; shows that it will while they are dragged over it. */
export function DropTarget() {
  const [purpose, setPurpose] = useState<Purpose | null>(null)
  const opened = useOpened()
  const isOne = useSession((session) => session.profiles.length === 1)
  const purposeAt = useEffectEvent(
    ({ clientX }: DragEvent): Purpose =>
      opened && !isOne && clientX > innerWidth / 2 ? 'compare' : 'open',
  )
  const take = useEffectEvent((transfer: DataTransfer, to: Purpose) =>
    takeFiles(transfer, to === 'compare' ? opened : null),
  )
  useEffect(() => {
    // Each element that the pointer enters and leaves says so: only the last leave counts.
    let depth = 0
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      depth++
      setPurpose(purposeAt(event))
    }
    const leave = () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setPurpose(null)
    }
    const move = (event: DragEvent) => {
      if (!event.dataTransfer || !carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
      setPurpose(purposeAt(event))
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setPurpose(null)
      // A view has handled it.
      if (event.defaultPrevented) return
      if (!event.dataTransfer || !carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      void take(event.dataTransfer, purposeAt(event))
    }
    const controller = new AbortController()
    const { signal } = controller
    document.addEventListener('dragenter', enter, { signal })
    document.addEventListener('dragleave', leave, { signal })
    document.addEventListener('dragover', move, { signal })
    document.addEventListener('drop', drop, { signal })
    return () => controller.abort()
  }, [])
  if (!purpose) return null
  if (!opened || isOne) {
    const comparing = opened
      ? `Drop to compare with ${opened.name}`
      : 'Drop to open; two profiles are compared'
    return (
      <div className="drop-overlay">
        <p className="drop-zone over">{comparing}</p>
      </div>
    )
  }
  return (
    <div className="drop-overlay">
      <p className={purpose === 'open' ? 'drop-zone over' : 'drop-zone'}>
        Open beside what is open
      </p>
      <p className={purpose === 'compare' ? 'drop-zone over' : 'drop-zone'}>
        Compare with {opened.name}
      </p>
    </div>
  )
}

async function takeFiles(transfer: DataTransfer, base: OpenProfile | null): Promise<void> {
  const { files, refused } = await filesOf(transfer)
  if (base) openToCompare(files, base)
  else openFiles(files)
  // After earlier failures have been dismissed.
  for (const { name, error } of refused) fail(name, error)
}

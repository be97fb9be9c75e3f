import { useEffect, useState } from 'react'
import { carriesFiles, filesOf } from '../sources/dropped.ts'
import { SourceError } from '../sources/error.ts'
import { useSession } from '../store/hooks.ts'
import { fail, openFiles } from '../store/opening.ts'

/** Takes files dropped anywhere on the page; shows that it will while they are dragged over it. */
export function DropTarget() {
  const [over, setOver] = useState(false)
  const open = useSession((session) => session.profiles.length > 0)
  useEffect(() => {
    // Each element that the pointer enters and leaves says so: only the last leave counts.
    let depth = 0
    const enter = (event: DragEvent) => {
      if (!carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      depth++
      setOver(true)
    }
    const leave = () => {
      depth = Math.max(0, depth - 1)
      if (depth === 0) setOver(false)
    }
    const move = (event: DragEvent) => {
      if (!event.dataTransfer || !carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      event.dataTransfer.dropEffect = 'copy'
    }
    const drop = (event: DragEvent) => {
      depth = 0
      setOver(false)
      if (!event.dataTransfer || !carriesFiles(event.dataTransfer)) return
      event.preventDefault()
      take(event.dataTransfer)
    }
    const controller = new AbortController()
    const { signal } = controller
    document.addEventListener('dragenter', enter, { signal })
    document.addEventListener('dragleave', leave, { signal })
    document.addEventListener('dragover', move, { signal })
    document.addEventListener('drop', drop, { signal })
    return () => controller.abort()
  }, [])
  if (!over) return null
  return (
    <div className="drop-overlay">
      <p>{open ? 'Drop to open it beside what is open' : 'Drop to open'}</p>
    </div>
  )
}

function take(transfer: DataTransfer): void {
  const { files, folders } = filesOf(transfer)
  for (const folder of folders) {
    fail(folder, new SourceError('This is a folder.', 'Drop the profiles in it instead.'))
  }
  openFiles(files)
}

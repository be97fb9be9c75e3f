import { useRef, useState } from 'react'
import { SourceError } from '../../sources/error.ts'
import { folderOfFiles, folderPicker } from '../../sources/source-text-folder.ts'
import { addSourceTextFolders } from '../../store/source-text.ts'

/** Asks for the folder that the source is in; it is read here and kept for the visit. */
export function FolderButton({ className = 'button' }: { readonly className?: string }) {
  const input = useRef<HTMLInputElement>(null)
  const [error, setError] = useState('')

  async function choose(): Promise<void> {
    setError('')
    const pick = folderPicker()
    if (!pick) {
      input.current?.click()
      return
    }
    try {
      const folder = await pick()
      if (folder) addSourceTextFolders([folder])
    } catch (failure) {
      if (!(failure instanceof SourceError)) throw failure
      setError(`${failure.message} ${failure.hint}`)
    }
  }

  /** For a browser without a picker of its own. */
  function asFolders(element: HTMLInputElement | null): void {
    input.current = element
    if (element) element.webkitdirectory = true
  }

  return (
    <>
      <button type="button" className={className} onClick={() => void choose()}>
        Choose the source folder…
      </button>
      <input
        ref={asFolders}
        type="file"
        multiple
        hidden
        aria-label="Source folder"
        onChange={(event) => {
          const folder = folderOfFiles([...(event.target.files ?? [])])
          if (folder) addSourceTextFolders([folder])
          event.target.value = ''
        }}
      />
      {error !== '' && (
        <span className="source-problem" role="alert">
          {error}
        </span>
      )}
    </>
  )
}

import { useEffect } from 'react'
import { parseUrl } from '../../sources/url.ts'
import { openFiles, openUrl } from '../../store/opening.ts'
import { sessionStore } from '../../store/session.ts'

/** What a profile is called that came as text. */
const PASTED = 'pasted text'

/**
 * Opens what is pasted anywhere outside of a field: files, the text of a profile (a dump, a log, what
 * `curl` printed), and, on the empty page, an address.
 */
export function usePaste(): void {
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || !event.clipboardData || isField(event.target)) return
      const files = [...event.clipboardData.files]
      const text = event.clipboardData.getData('text/plain').trim()
      if (files.length > 0) openFiles(files)
      else if (sessionStore.getState().profiles.length === 0 && isAddress(text)) openUrl(text)
      else if (/\n/.test(text)) openFiles([new File([text, '\n'], PASTED)])
      else return
      event.preventDefault()
    }
    document.addEventListener('paste', onPaste)
    return () => document.removeEventListener('paste', onPaste)
  }, [])
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, [contenteditable]') !== null
}

/** One whole address of the web: other text is not a request to open something. */
function isAddress(text: string): boolean {
  if (/\s/.test(text)) return false
  const protocol = parseUrl(text)?.protocol
  return protocol === 'http:' || protocol === 'https:'
}

import { useEffect } from 'react'
import { useHeader, useShown } from '../store/hooks.ts'

/** `leakdemo · cpu — Flamedrop` */
export function useTitle(): void {
  const shown = useShown()
  const { answer } = useHeader()
  const parts = shown ? [answer?.file || shown.name, answer?.type] : []
  const title = parts.filter(Boolean).join(' · ')
  useEffect(() => {
    document.title = title === '' ? 'Flamedrop' : `${title} — Flamedrop`
  }, [title])
}

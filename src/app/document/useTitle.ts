import { useEffect } from 'react'
import { useHeader, useShown, useView } from '../../store/hooks.ts'
import { viewAt } from '../../store/view-list.ts'
import { iconFor } from './favicon.ts'
import { titleOf } from './title.ts'

/** Distinguishes the tab of this page by its title, and the kind of profile by its icon. */
export function useTitle(): void {
  const shown = useShown()
  const { answer } = useHeader()
  const path = useView((view) => view.path)
  const options = useView((view) => view.options)
  const off = useView((view) => view.off)
  const sampleType = shown ? (answer?.type ?? '') : ''
  const title = titleOf({
    program: shown ? answer?.file || shown.name : '',
    sampleType,
    view: viewAt(path).label,
    options,
    off,
  })
  const icon = iconFor(sampleType)
  useEffect(() => {
    document.title = title
  }, [title])
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel=icon]')
    if (link) link.href = icon
  }, [icon])
}

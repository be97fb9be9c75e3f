import { type DragEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { foldersDropped } from '../../sources/source-text-folder.ts'
import { useProfileId, useView } from '../../store/hooks.ts'
import { useSide, useSideName } from '../../store/side.ts'
import { addSourceTextFolders, useSourceTextFolders } from '../../store/source-text.ts'
import { setHovered } from '../../store/transient.ts'
import { AnswerError } from '../frame/AnswerError.tsx'
import { Looking } from '../frame/Looking.tsx'
import { Code } from './Code.tsx'
import { Head } from './Head.tsx'
import { NothingShown } from './NothingShown.tsx'
import { Picker } from './Picker.tsx'
import { SettingsDialog } from './SettingsDialog.tsx'
import { Side } from './Side.tsx'
import { TextNotice } from './TextNotice.tsx'
import { useSource } from './useSource.ts'
import { useWalk } from './useWalk.ts'
import './source.css'

/** Source with the values of each line, as pprof's list and weblist. */
export function SourceView() {
  return useProfileId() === null ? null : <SourcePage />
}

/** As in the style sheet, in pixels: in less the list of functions comes over the code. */
const WIDE = 640

function SourcePage() {
  const label = useSideName('Source')
  const source = useSource()
  const walk = useWalk(source)
  const folders = useSourceTextFolders()
  const selected = useView((view) => view.selected)
  const [listed, setListed] = useState<boolean | null>(null)
  const [settings, setSettings] = useState(false)
  const box = useRef<HTMLElement>(null)
  const { answer, error } = source
  const first = answer === null && source.pending
  const shows = answer !== null && answer.file !== ''
  // Side by side two lists would leave little room for what is compared.
  const isAlone = useSide() === null
  const hasRoom = () => isAlone && (box.current?.clientWidth ?? 0) > WIDE
  const open = listed ?? (hasRoom() || (answer !== null && !shows))
  useEffect(() => () => setHovered(null), [])

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.target instanceof HTMLInputElement) return
    if (event.key !== '[' && event.key !== ']') return
    walk.toHot(event.key === ']' ? 1 : -1)
    event.preventDefault()
  }

  function onDrop(event: DragEvent): void {
    const dropped = foldersDropped(event.dataTransfer)
    if (dropped.length === 0) return
    // The page itself leaves what is taken here.
    event.preventDefault()
    addSourceTextFolders(dropped)
  }

  return (
    <section
      className="source"
      aria-label={label}
      aria-busy={first}
      ref={box}
      onKeyDown={onKeyDown}
      onDrop={onDrop}
    >
      <Head
        source={source}
        listed={open}
        onList={() => setListed(!open)}
        onSettings={() => setSettings(true)}
      />
      <div className="source-body">
        {open && (
          <Picker
            shown={{ function: answer?.function ?? '', file: answer?.file ?? '' }}
            onPick={() => setListed(hasRoom() ? null : false)}
          />
        )}
        <div className="source-main">
          {shows ? (
            <>
              <TextNotice source={source} onSettings={() => setSettings(true)} />
              <Code source={source} walk={walk} />
            </>
          ) : (
            answer && <NothingShown answer={answer} selected={selected} />
          )}
          {first && <Looking className="source-notice" doing="Adding up the values of the lines" />}
          <AnswerError className="lines-error" answer={answer} error={error} />
        </div>
        {shows && <Side source={source} />}
      </div>
      {settings && <SettingsDialog folders={folders} onClose={() => setSettings(false)} />}
    </section>
  )
}

import { useEffect, useEffectEvent } from 'react'
import { filterByFrame, search, select, showView } from '../store/actions.ts'
import { useSelectedFrame } from '../store/hooks.ts'
import { undo, viewStore } from '../store/navigation.ts'
import { sendCommand } from '../store/transient.ts'
import type { FrameFilter } from '../store/view.ts'
import { type KeyMeaning, meaningOf } from './keys.ts'
import { chooseFiles, SEARCH_FIELD, showDialog } from './shell.ts'

/** Obeys the keys of the page, wherever the focus is but in a field, a menu or a dialog. */
export function useKeys(): void {
  const selected = useSelectedFrame().answer?.frame
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || isBusy(event.target)) return
    const meaning = meaningOf(event)
    if (!meaning || !obey(meaning)) return
    event.preventDefault()
  })

  /** @returns false where the key has nothing to do, so that the browser may have it */
  function obey(meaning: KeyMeaning): boolean {
    switch (meaning) {
      case 'flamegraph':
      case 'top':
        showView(meaning)
        return true
      case 'search':
        return focusSearch()
      case 'clear':
        return clear()
      case 'next-match':
      case 'previous-match':
      case 'reset-zoom':
        sendCommand(meaning)
        return true
      case 'focus':
      case 'ignore':
      case 'hide':
        return filterSelected(meaning)
      case 'undo':
        undo()
        return true
      case 'help':
        showDialog('help')
        return true
      case 'open':
        chooseFiles()
        return true
      default:
        return meaning satisfies never
    }
  }

  function filterSelected(name: FrameFilter): boolean {
    if (!selected || selected.name !== viewStore.getState().selected) return false
    filterByFrame(name, selected)
    return true
  }

  useEffect(() => {
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function focusSearch(): boolean {
  const field = document.getElementById(SEARCH_FIELD)
  if (!(field instanceof HTMLInputElement)) return false
  field.focus()
  field.select()
  return true
}

function clear(): boolean {
  const { search: text, selected } = viewStore.getState()
  if (text !== '') search('')
  else if (selected !== '') select('')
  else return false
  return true
}

/** The focus is where letters are text, or in something that has keys of its own. */
function isBusy(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false
  if (document.querySelector('dialog[open]') || target.closest('[role=menu]')) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio'].includes(target.type)
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLElement && target.isContentEditable
}

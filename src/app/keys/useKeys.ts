import { useEffect, useEffectEvent, useRef } from 'react'
import {
  filterByFrame,
  resetFilters,
  search,
  select,
  showView,
  swapHalves,
} from '../../store/actions.ts'
import { swapSides, toggleCompare } from '../../store/comparing.ts'
import { useSelectedFrame, useShown } from '../../store/hooks.ts'
import { undo, viewStore } from '../../store/navigation.ts'
import { sendCommand } from '../../store/transient.ts'
import type { FrameFilter } from '../../store/view.ts'
import { chooseFiles, editFilter, SEARCH_FIELD, showDialog } from '../shell.ts'
import { toggleSplit } from '../stage/split.ts'
import { enterView } from './enter-view.ts'
import { type KeyMeaning, meaningOf } from './keys.ts'

/** Handles the keys of the page, wherever the focus is except in a field, a menu or a dialog. */
export function useKeys(): void {
  const selected = useSelectedFrame().answer?.frame
  const shown = useShown() !== null
  // A filter by a frame whose details have not come yet.
  const awaited = useRef<{ readonly filter: FrameFilter; readonly frame: string } | null>(null)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return
    const meaning = meaningOf(event)
    const done = meaning
      ? isBusy(event.target, event.key, meaning)
        ? meaning === 'clear' && leaveField(event.target)
        : handle(meaning)
      : enterView(event)
    if (done) event.preventDefault()
  })

  /** @returns false where the key has nothing to do, so that the browser may have it */
  function handle(meaning: KeyMeaning): boolean {
    if (typeof meaning === 'object') {
      showView(meaning.view)
      return true
    }
    switch (meaning) {
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
      case 'show':
      case 'show_from':
        return shown && refine(meaning)
      case 'reset-filters':
        resetFilters()
        return true
      case 'compare':
        if (shown) toggleCompare()
        return shown
      case 'swap':
        return swapSides()
      case 'split':
        if (shown) toggleSplit()
        return shown
      case 'swap-halves':
        swapHalves()
        return true
      case 'palette':
        showDialog('palette')
        return true
      case 'undo':
        undo()
        return true
      case 'help':
        showDialog('help')
        return true
      case 'open':
        chooseFiles()
        return true
    }
  }

  /** By the selected frame, as soon as it is known; where none is selected, its text is requested. */
  function refine(filter: FrameFilter): boolean {
    const frame = viewStore.getState().selected
    awaited.current = null
    if (frame === '') editFilter(filter)
    else if (selected?.name === frame) filterByFrame(filter, selected)
    else awaited.current = { filter, frame }
    return true
  }

  useEffect(() => {
    const { current } = awaited
    if (!current) return
    const isStill = viewStore.getState().selected === current.frame
    if (isStill && selected?.name !== current.frame) return
    awaited.current = null
    if (isStill && selected) filterByFrame(current.filter, selected)
  }, [selected])

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
  else sendCommand('reset-zoom')
  return true
}

/** @returns whether the focus was in a field of the page, and is not any more */
function leaveField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement) || target.closest('dialog, [role=menu]')) return false
  target.blur()
  return true
}

/** The focus is where letters are text, or in something that has keys of its own. */
function isBusy(target: EventTarget | null, key: string, meaning: KeyMeaning): boolean {
  if (!(target instanceof Element)) return false
  if (document.querySelector('dialog[open]')) return true
  // No letter of a text, nor of a menu.
  if (meaning === 'palette' || meaning === 'open' || key === 'F1') return false
  if (target.closest('[role=menu]')) return true
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio'].includes(target.type)
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLElement && target.isContentEditable
}

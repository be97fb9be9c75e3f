import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { engine } from '../../store/engine.ts'
import { useOptions } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { usePane } from '../../store/pane.ts'
import { useSideName } from '../../store/side.ts'
import { commonStart, type Offer, searchHistory, withWord } from './completion.ts'
import { OfferList, offerId } from './OfferList.tsx'
import { cancelLine, clearConsole, consoleStore, runLine } from './state.ts'

/** The line being typed: Enter runs it, Tab completes it, arrows go through the history. */
export function PromptLine({ profile }: { readonly profile: OpenProfile }) {
  const field = useRef<HTMLInputElement>(null)
  // Side by side there are two.
  const id = useId()
  const label = useSideName('Command')
  const [line, setLine] = useState('')
  const [offer, setOffer] = useState<Offer | null>(null)
  /** How far back in the history, and what was typed before going there. */
  const [back, setBack] = useState({ steps: 0, typed: '' })
  const caret = useRef(-1)
  const options = useOptions()
  const main = usePane() === 'main'

  useEffect(() => {
    if (main) field.current?.focus({ preventScroll: true })
  }, [main])
  useLayoutEffect(() => {
    if (caret.current < 0) return
    field.current?.setSelectionRange(caret.current, caret.current)
    caret.current = -1
  })

  function put(text: string, at = text.length): void {
    caret.current = at
    setLine(text)
  }

  function choose(given: Offer, index: number): void {
    const { text } = given.words[index]!
    const placed = withWord(line, given, text)
    put(placed.line, placed.caret)
    setOffer(null)
  }

  async function complete(): Promise<void> {
    const at = field.current?.selectionStart ?? line.length
    if (profile.id === null) return
    const query = {
      type: 'completion',
      profile: profile.id,
      line: line.slice(0, at),
      options,
    } as const
    const answer = await engine()
      .ask(query, { slot: 'completion' })
      .catch(() => null)
    // What was typed meanwhile asks for something else.
    if (!answer || field.current?.value !== line) return
    const given: Offer = { words: answer.words, from: answer.from, to: at, chosen: -1 }
    if (given.words.length === 1) {
      choose(given, 0)
      return
    }
    const common = commonStart(given.words.map(({ text }) => text))
    const longer = common.length > at - given.from
    if (longer) {
      const placed = withWord(line, given, common)
      put(placed.line, placed.caret)
    }
    const to = longer ? given.from + common.length : at
    setOffer(given.words.length === 0 ? null : { ...given, to })
  }

  function walkHistory(step: 1 | -1): void {
    const { history } = consoleStore.getState()
    const steps = Math.max(0, Math.min(history.length, back.steps + step))
    const typed = back.steps === 0 ? line : back.typed
    setBack({ steps, typed })
    put(steps === 0 ? typed : history[history.length - steps]!)
  }

  function enter(): void {
    setLine('')
    setBack({ steps: 0, typed: '' })
    void runLine(profile, line)
  }

  /** @returns false where the key means nothing here */
  function onControl(key: string): boolean {
    const { selectionStart, selectionEnd } = field.current!
    switch (key) {
      case 'l':
        clearConsole(profile)
        return true
      case 'c':
        // What is marked is to be copied.
        if (selectionStart !== selectionEnd || getSelection()?.isCollapsed === false) return false
        if (!cancelLine(profile)) put('')
        setOffer(null)
        return true
      case 'r': {
        const words = searchHistory(consoleStore.getState().history, line)
        if (words.length > 0) setOffer({ words, from: 0, to: line.length, chosen: 0 })
        return true
      }
      default:
        return false
    }
  }

  /** Keys of the list of words, while there is one. */
  function onOffer(key: string, shown: Offer): boolean {
    const { words, chosen } = shown
    const move = (to: number) => {
      setOffer({ ...shown, chosen: (to + words.length) % words.length })
      return true
    }
    switch (key) {
      case 'Tab':
      case 'ArrowDown':
        return move(chosen + 1)
      case 'ArrowUp':
        return move(chosen < 0 ? -1 : chosen - 1)
      case 'Enter':
        if (chosen < 0) return false
        choose(shown, chosen)
        return true
      case 'Escape':
        setOffer(null)
        return true
      default:
        return false
    }
  }

  function onPlain(key: string): boolean {
    switch (key) {
      case 'Enter':
        setOffer(null)
        enter()
        return true
      case 'Tab':
        // An empty line has nothing to complete: the focus may go on.
        if (line.trim() === '') return false
        void complete()
        return true
      case 'ArrowUp':
        walkHistory(1)
        return true
      case 'ArrowDown':
        walkHistory(-1)
        return true
      case 'Escape':
        field.current?.blur()
        return true
      default:
        return false
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event
    if (event.nativeEvent.isComposing || metaKey || altKey) return
    if (shiftKey && key === 'Tab') return
    const done = ctrlKey ? onControl(key) : (offer && onOffer(key, offer)) || onPlain(key)
    if (done) event.preventDefault()
  }

  return (
    <div className="console-line">
      <label className="mono" htmlFor={id}>
        (pprof)
      </label>
      <input
        id={id}
        ref={field}
        className="field mono"
        type="text"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        role="combobox"
        aria-label={label}
        aria-autocomplete="list"
        aria-expanded={offer !== null}
        aria-controls={`${id}offer`}
        aria-activedescendant={offer && offer.chosen >= 0 ? offerId(id, offer.chosen) : undefined}
        placeholder="top, list, peek, focus=…, help · Tab completes"
        value={line}
        onChange={(event) => {
          setLine(event.target.value)
          setOffer(null)
        }}
        onBlur={() => setOffer(null)}
        onKeyDown={onKeyDown}
      />
      {offer && <OfferList id={id} offer={offer} onChoose={(index) => choose(offer, index)} />}
    </div>
  )
}

import { useEffect, useState } from 'react'
import { choiceField, fieldOf, numberField, textField, withFieldValue } from '../../store/fields.ts'
import { useView } from '../../store/hooks.ts'
import { changeView } from '../../store/navigation.ts'
import { setField } from '../../store/use-field.ts'
import { withView } from '../../store/view.ts'

/** The file that is shown; with a selected frame, which of its files. "" leaves it open. */
export const SOURCE_FILE = textField('src')
/** The line that is selected there; 0 for none. */
export const SOURCE_LINE = numberField('line', { initial: 0, min: 0, max: 2 ** 31 })
/** Whether values of the file's other functions are shown as well. */
export const SCOPE = choiceField('scope', ['file', 'function'])

/**
 * Shows a function, or a file where `selected` is ""; a step that Back undoes.
 * @param line 0 begins at the heaviest line
 */
export function jumpTo(selected: string, file: string, line = 0): void {
  changeView((view) => {
    const there = withFieldValue(withView(view, { selected }), SOURCE_FILE, file)
    return withFieldValue(there, SOURCE_LINE, line)
  })
}

export function selectLine(line: number): void {
  setField(SOURCE_LINE, line, 'replace')
}

/** What the line in the link was last read for. */
interface Reading {
  readonly subject: string
  /** As the link has it. */
  readonly link: number
  /** As it counts for the subject. */
  readonly line: number
}

let lastReading: Reading | undefined

/** The selected line: as the link says, unless it is left over from another function. */
export function useSelectedLine(): number {
  const subject = useView((view) => JSON.stringify([view.selected, fieldOf(view, SOURCE_FILE)]))
  const link = useView((view) => fieldOf(view, SOURCE_LINE))
  const [reading, setReading] = useState(() => lastReading ?? { subject, link, line: link })
  const next = read(reading, subject, link)
  if (next !== reading) setReading(next)
  useEffect(() => {
    lastReading = next
    if (next.line !== link) selectLine(next.line)
  }, [next, link])
  return next.line
}

/** The line of `subject` when the link says `link` and it was read as `before` last time. */
export function read(before: Reading, subject: string, link: number): Reading {
  if (before.link === link && before.subject === subject) return before
  // The same number for another function has stayed behind when that was selected elsewhere.
  return { subject, link, line: before.link === link ? 0 : link }
}

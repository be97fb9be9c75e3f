import { useEffect, useMemo, useState } from 'react'
import type { LineSides } from '../../engine/questions/compare/source.ts'
import type { SourceCallsAnswer } from '../../engine/questions/source/calls.ts'
import type { SourceAnswer } from '../../engine/questions/source/lines.ts'
import { useAnswer } from '../../store/answers.ts'
import {
  useCompared,
  useIsDifference,
  useOptions,
  useProfileId,
  useView,
} from '../../store/hooks.ts'
import { useSourceText } from '../../store/source-text.ts'
import type { SourceText } from '../../store/source-text-search.ts'
import { useField } from '../../store/use-field.ts'
import type { AskError } from '../../worker/client.ts'
import type { PairQueryOf, QueryOf } from '../../worker/protocol.ts'
import { type Colours, readColours } from './highlight.ts'
import { type CodeModel, codeModel } from './model.ts'
import { SCOPE, SOURCE_FILE, useSelectedLine } from './state.ts'
import { type SidesOfInlined, useInlinedSides } from './useInlinedSides.ts'

export interface Source {
  readonly answer: SourceAnswer | null
  /** What the lines of a difference had on both sides, by line; null outside of one. */
  readonly sides: ReadonlyMap<number, LineSides> | null
  readonly inlinedSides: SidesOfInlined
  readonly calls: SourceCallsAnswer | null
  readonly pending: boolean
  readonly error: AskError | null
  readonly scope: 'file' | 'function'
  /** What is looked for, or found, of the file. */
  readonly text: SourceText
  /** null where the text is not at hand. */
  readonly lines: readonly string[] | null
  /** null until the file is parsed. */
  readonly colours: Colours | null
  readonly model: CodeModel
  /** The selected line; 0 for none. */
  readonly line: number
  readonly isOpen: (line: number) => boolean
  readonly toggle: (line: number) => void
  /** Names what is shown: another one begins at another place. */
  readonly subject: string
}

const NO_ROWS: CodeModel = { rows: [], beyond: 0 }
const NONE_OPEN: ReadonlySet<number> = new Set()

/** The file and the function on screen: values from the engine, text from wherever it is. */
export function useSource(): Source {
  const profile = useProfileId()
  const options = useOptions()
  const selected = useView((view) => view.selected)
  const [file] = useField(SOURCE_FILE)
  const [scope] = useField(SCOPE)
  const line = useSelectedLine()
  const isDifference = useIsDifference()
  const compared = useCompared()
  const asked = { selected, file, scope }
  const both = isDifference && compared ? { ...compared, ...asked } : null
  const { answer, pending, error } = useAnswer<QueryOf<'source'> | PairQueryOf<'compare-source'>>(
    profile === null
      ? null
      : both
        ? { type: 'compare-source', ...both }
        : { type: 'source', profile, options, ...asked },
    'source',
  )
  const sides = useMemo(
    () =>
      answer && 'sides' in answer
        ? new Map(answer.lines.map(({ line }, i) => [line, answer.sides[i]!]))
        : null,
    [answer],
  )
  const shown = answer?.file ?? ''
  const subject = JSON.stringify([profile, shown, answer?.function])
  const { open, toggle } = useOpenLines(subject)
  const unfolded = useMemo(() => [...new Set([...(line > 0 ? [line] : []), ...open])], [line, open])
  const about =
    shown === '' || pending
      ? null
      : { options, file: shown, function: answer?.function ?? '', scope, lines: unfolded }
  const { answer: calls } = useAnswer(
    profile === null ? null : about && { type: 'source-calls', profile, ...about },
    'source-calls',
  )
  const inlinedSides = useInlinedSides(sides && open.size > 0 ? about : null, calls)
  const text = useSourceText(shown)
  const lines = text.status === 'found' ? text.lines : null
  const colours = useColours(shown, lines)
  const model = useMemo(
    () =>
      answer && shown !== ''
        ? codeModel({ answer, scope, text: lines, open, calls: calls?.lines ?? [] })
        : NO_ROWS,
    [answer, shown, scope, lines, open, calls],
  )
  return {
    answer,
    sides,
    inlinedSides,
    calls,
    pending,
    error,
    scope,
    text,
    lines,
    colours,
    model,
    line,
    isOpen: (of) => open.has(of),
    toggle,
    subject,
  }
}

/** Which lines show their inlined calls, for as long as the same function is shown. */
function useOpenLines(subject: string) {
  const [state, setState] = useState({ subject, open: NONE_OPEN })
  const open = state.subject === subject ? state.open : NONE_OPEN
  const toggle = (line: number) => {
    const next = new Set(open)
    if (!next.delete(line)) next.add(line)
    setState({ subject, open: next })
  }
  return { open, toggle }
}

function useColours(file: string, lines: readonly string[] | null): Colours | null {
  const [state, setState] = useState<{ lines: readonly string[]; colours: Colours } | null>(null)
  useEffect(() => {
    if (!lines) return
    const controller = new AbortController()
    readColours(file, lines, controller.signal).then(
      (colours) => colours && setState({ lines, colours }),
      () => {
        // Without its colours it can be read all the same.
      },
    )
    return () => controller.abort()
  }, [file, lines])
  return state && state.lines === lines ? state.colours : null
}

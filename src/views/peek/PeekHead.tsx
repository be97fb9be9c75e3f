import { useId } from 'react'
import type { PeekAnswer } from '../../engine/questions/peek/peek.ts'
import { useView } from '../../store/hooks.ts'
import { useField } from '../../store/use-field.ts'
import { Icon } from '../../ui/Icon.tsx'
import { PEEK, walkTo } from './state.ts'

interface PeekHeadProps {
  readonly answer: PeekAnswer | null
  /** The lines say what both sides had. */
  readonly comparing: boolean
}

/** The regexp of the frames to show, and what the columns are. */
export function PeekHead({ answer, comparing }: PeekHeadProps) {
  const [regexp, setRegexp] = useField(PEEK)
  const id = useId()
  const selected = useView((view) => view.selected)
  const problem = regexp !== '' && answer ? answer.problem : ''
  return (
    <div className="peek-head">
      <div className="peek-regexp">
        <label htmlFor={`${id}regexp`}>peek</label>
        <input
          id={`${id}regexp`}
          className="field mono"
          type="text"
          placeholder="regexp of functions"
          spellCheck={false}
          autoComplete="off"
          aria-describedby={`${id}said`}
          aria-invalid={problem !== ''}
          value={regexp}
          onChange={(event) => setRegexp(event.target.value, 'replace')}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && answer && answer.first !== '') walkTo(answer.first)
            else if (event.key === 'Escape' && regexp !== '') setRegexp('', 'replace')
            else return
            event.preventDefault()
            event.stopPropagation()
          }}
        />
        {regexp !== '' && (
          <button
            type="button"
            className="button quiet icon"
            aria-label="Clear the regexp"
            title="Back to one frame (Esc)"
            onClick={() => setRegexp('')}
          >
            <Icon name="close" />
          </button>
        )}
        <span className="muted" id={`${id}said`} role="status">
          {problem !== '' ? problem : said(regexp, selected, answer)}
        </span>
      </div>
      <Columns comparing={comparing} />
    </div>
  )
}

function Columns({ comparing }: Pick<PeekHeadProps, 'comparing'>) {
  return (
    <div className="peek-columns muted" aria-hidden="true">
      {comparing && (
        <>
          <span className="peek-own" title="flat in A, the base">
            old
          </span>
          <span className="peek-own" title="flat in B">
            new
          </span>
        </>
      )}
      <span
        className="peek-own"
        title="Value of the samples that end in the frame, and its share of the total"
      >
        {comparing && 'Δ '}flat
      </span>
      <span className="peek-own">flat%</span>
      <span className="peek-own" title="flat% of this frame and all above it">
        sum%
      </span>
      {comparing && (
        <>
          <span title="cum in A, the base; for a call, its value there">old</span>
          <span title="cum in B; for a call, its value there">new</span>
        </>
      )}
      <span title="Value of the samples with the frame anywhere in their stack; for a call, of those with the call">
        {comparing ? 'Δ cum' : 'cum · calls'}
      </span>
      <span
        className="peek-share"
        title="cum as a share of the total; of a call, its share of the cum of the frame"
      >
        cum% · calls%
      </span>
      <span className="peek-name">callers, the frame, callees</span>
    </div>
  )
}

function said(regexp: string, selected: string, answer: PeekAnswer | null): string {
  if (!answer) return ''
  if (regexp === '') {
    const which = selected === '' ? 'the frame with the largest cum' : 'the selected frame'
    return `${which}; a click on a caller or callee walks to it, Back returns`
  }
  const { frames } = answer
  return frames === 1 ? '1 frame; Enter shows it alone' : `${frames.toLocaleString('en')} frames`
}

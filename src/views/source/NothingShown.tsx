import type { SourceAnswer } from '../../engine/questions/source/lines.ts'
import { select } from '../../store/actions.ts'
import { useUnchanged } from '../frame/unchanged.ts'

interface NothingShownProps {
  readonly answer: SourceAnswer
  readonly selected: string
}

/** Why no source is shown, and what to do. */
export function NothingShown({ answer, selected }: NothingShownProps) {
  const unchanged = useUnchanged(selected)
  switch (answer.none) {
    case 'no-file':
      return (
        <div className="lines-none">
          <h3 className="mono">{answer.function}</h3>
          <p>
            The profile does not say which file this function is in: it has no line information for
            it.
          </p>
          <p className="muted">
            Programs that were stripped, or built without debug information, are recorded so, and so
            is assembler of the system’s libraries. Symbolize the profile with{' '}
            <code>go tool pprof -proto</code> and the binary that was recorded, and open the result.
          </p>
        </div>
      )
    case 'not-there':
      return (
        <div className="lines-none">
          {unchanged === '' ? (
            <p>
              <span className="mono">{selected || 'The file of this link'}</span> has no source
              lines in what the filters leave.
            </p>
          ) : (
            <p>{unchanged}</p>
          )}
          {selected !== '' && (
            <button type="button" className="button" onClick={() => select('')}>
              Clear the selection
            </button>
          )}
        </div>
      )
    default:
      return (
        <div className="lines-none">
          <p>Nothing in what the filters leave has a file and lines in this profile.</p>
          <p className="muted">
            A program with line information has, for each line, its own value (flat) and that of
            what it calls (cum).
          </p>
        </div>
      )
  }
}

import { EDITOR, editorAddress } from '../../store/editor.ts'
import { usePreference } from '../../store/preferences.ts'
import { useField } from '../../store/use-field.ts'
import { Check } from '../../ui/controls/Check.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { CutName } from '../../ui/name/CutName.tsx'
import { jumpTo, SCOPE } from './state.ts'
import type { Source } from './useSource.ts'

interface HeadProps {
  readonly source: Source
  readonly listed: boolean
  readonly onList: () => void
  readonly onSettings: () => void
}

/** What is shown, with its values as pprof's `list` prints them above the lines. */
export function Head({ source, listed, onList, onSettings }: HeadProps) {
  const { answer } = source
  const [scope, setScope] = useField(SCOPE)
  const shown = answer && answer.file !== '' ? answer : null
  return (
    <div className="source-head">
      <button
        type="button"
        className="button quiet icon"
        aria-label="Functions and files"
        title="Functions and files"
        aria-expanded={listed}
        onClick={onList}
      >
        <Icon name="panel" />
      </button>
      {shown && (
        <>
          <h2 className="mono" title={shown.function || shown.file}>
            <CutName name={shown.function || shown.file.slice(shown.file.lastIndexOf('/') + 1)} />
          </h2>
          <span
            className="source-figures number"
            title={
              shown.function === ''
                ? 'flat: samples that end in the file. cum: samples that go through it, each once.'
                : 'flat: samples that end in the function. cum: samples that go through it, each once, however often it calls itself; pprof’s list adds up the lines instead.'
            }
          >
            flat {shown.flatText} · cum {shown.cumText} ({shown.cumPercent} of {shown.totalText})
          </span>
          <span className="source-tools">
            <EditorLink file={shown.file} line={source.line || shown.start} />
            {shown.function !== '' && (
              <Check
                help="Leave out the file’s other functions"
                checked={scope === 'function'}
                onChange={(on) => setScope(on ? 'function' : 'file')}
              >
                only this function
              </Check>
            )}
            <Menu
              button={`${shown.functions.length} in this file`}
              title="Functions of this file that have samples"
              align="end"
              items={shown.functions.map(({ name, frame, cumText }) => ({
                key: `${name} ${frame.key}`,
                label: name,
                hint: cumText,
                checked: name === shown.function,
                run: () => jumpTo(frame.name, shown.file),
              }))}
            />
          </span>
        </>
      )}
      <button
        type="button"
        className="button quiet icon source-more"
        aria-label="Where source comes from"
        title="Where source comes from"
        onClick={onSettings}
      >
        <Icon name="more" />
      </button>
    </div>
  )
}

/** Opens the line in the editor, for a file that the profile names from the root on. */
function EditorLink({ file, line }: { readonly file: string; readonly line: number }) {
  const [editor] = usePreference(EDITOR)
  const address = editorAddress(editor, file, line)
  if (address === '') return null
  return (
    <a className="button quiet" href={address} title={`Open ${file}:${line}\n${address}`}>
      Open in editor
    </a>
  )
}

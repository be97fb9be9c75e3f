import { answerFetch, chooseSourceText } from '../../store/source-text.ts'
import { useField } from '../../store/use-field.ts'
import { Menu } from '../../ui/Menu.tsx'
import { Looking } from '../frame/Looking.tsx'
import { FolderButton } from './FolderButton.tsx'
import { SOURCE_FILE } from './state.ts'
import type { Source } from './useSource.ts'

interface TextNoticeProps {
  readonly source: Source
  readonly onSettings: () => void
}

/** Where the text of the file is from; or why it is not there, and what to do. */
export function TextNotice({ source, onSettings }: TextNoticeProps) {
  const { text, model, answer } = source
  const file = answer?.file ?? ''
  switch (text.status) {
    case 'looking':
      return <Looking className="source-notice" doing={text.doing || 'Looking for the source'} />
    case 'ask':
      return (
        <div className="source-notice">
          <p>
            Fetch sources from <strong>{text.host}</strong>? Only file paths leave this browser.
          </p>
          <div className="notice-buttons">
            {(['once', 'always', 'never'] as const).map((answered) => (
              <button
                key={answered}
                type="button"
                className={answered === 'once' ? 'button primary' : 'button'}
                onClick={() => answerFetch(file, text.host, answered)}
              >
                {{ once: 'Once', always: 'Always', never: 'Never' }[answered]}
              </button>
            ))}
            <FolderButton />
          </div>
        </div>
      )
    case 'none':
      return (
        <div className="source-notice">
          <p>
            The source of <strong className="mono">{file}</strong> is not available: these are the
            lines that have samples. Choose the folder that it is in, or drop it here.
          </p>
          <div className="notice-buttons">
            <FolderButton className="button primary" />
            <button type="button" className="button" onClick={onSettings}>
              Where source comes from…
            </button>
          </div>
          {text.tried.length > 0 && (
            <details>
              <summary>What was tried</summary>
              <ul className="mono">
                {text.tried.map((each) => (
                  <li key={each}>{each}</li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )
    default: {
      const beyond =
        model.beyond > 0
          ? `${model.beyond} lines with samples are behind the end of this file: it is another version.`
          : ''
      const doubts = [text.doubt, beyond].filter((each) => each !== '')
      const { others } = text
      return (
        <p className={doubts.length > 0 ? 'source-from doubtful' : 'source-from'}>
          <span className="muted">from </span>
          <span className="mono" title={text.place}>
            {text.place}
          </span>{' '}
          {doubts.join(' ')}
          {others.length > 0 && (
            <Menu
              button={`${others.length} other${others.length === 1 ? '' : 's'}`}
              title="Other files with the same end of their path"
              items={others.slice(0, 50).map((place) => ({
                label: place,
                run: () => chooseSourceText(file, place),
              }))}
            />
          )}
          <OtherFiles files={answer?.files ?? []} shown={file} />
        </p>
      )
    }
  }
}

/** The files that the function has lines in, where these are several. */
function OtherFiles({
  files,
  shown,
}: {
  readonly files: readonly string[]
  readonly shown: string
}) {
  const [, setFile] = useField(SOURCE_FILE)
  if (files.length < 2) return null
  return (
    <Menu
      button={`In ${files.length} files`}
      title="Files that have lines of this function"
      items={files.map((file) => ({
        label: file,
        checked: file === shown,
        run: () => setFile(file),
      }))}
    />
  )
}

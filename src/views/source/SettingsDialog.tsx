import { useId, useState } from 'react'
import { DEFAULT_RULES, parseRules } from '../../sources/source-text-forge.ts'
import { EDITOR, EDITORS, editorProblem } from '../../store/editor.ts'
import { usePreference } from '../../store/preferences.ts'
import { searchAgain } from '../../store/source-text.ts'
import {
  FORGE_CONSENT,
  FORGE_RULES,
  GO_VERSION,
  isGoVersion,
} from '../../store/source-text-settings.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { FolderButton } from './FolderButton.tsx'

interface SettingsProps {
  readonly folders: readonly string[]
  readonly onClose: () => void
}

/** Where source comes from: folders, the addresses of modules, and what may be fetched. */
export function SettingsDialog({ folders, onClose }: SettingsProps) {
  const [rules, setRules] = usePreference(FORGE_RULES)
  const [consent, setConsent] = usePreference(FORGE_CONSENT)
  const [goVersion, setGoVersion] = usePreference(GO_VERSION)
  const [draft, setDraft] = useState(rules)
  const [version, setVersion] = useState(goVersion)
  const [editor, setEditor] = usePreference(EDITOR)
  const [address, setAddress] = useState(editor)
  const editors = useId()
  const { problems } = parseRules(draft)
  const problem = editorProblem(address.trim())
  const fits = problems.length === 0 && isGoVersion(version.trim()) && problem === ''

  function save(): void {
    setRules(draft)
    setGoVersion(version.trim())
    setEditor(address.trim())
    searchAgain()
    onClose()
  }

  return (
    <Dialog title="Where source comes from" onClose={onClose}>
      <div className="source-settings">
        <p>
          First from the folders that you choose, which are read in this browser and kept for this
          visit{folders.length > 0 ? `: ${folders.join(', ')}` : ''}. Then from the server of{' '}
          <code>npm start</code>, if that has given the profile. Then from the net, if you agree.
        </p>
        <FolderButton />
        <label>
          Addresses of modules: a module and the address of a file in it on each line
          <textarea
            className="field mono"
            rows={12}
            spellCheck={false}
            wrap="off"
            value={draft}
            aria-invalid={problems.length > 0}
            onChange={(event) => setDraft(event.target.value)}
          />
        </label>
        <p className={problems.length > 0 ? 'source-problem' : 'muted'} role="status">
          {problems.length > 0
            ? problems.map(({ line, message }) => `Line ${line}: ${message}`).join(' ')
            : '{ref} is the tag or commit, {path} the file in the repository.'}
        </p>
        <label>
          Go version of the standard library, for paths that do not say
          <input
            className="field mono"
            type="text"
            placeholder="go1.22.1"
            value={version}
            aria-invalid={!isGoVersion(version.trim())}
            onChange={(event) => setVersion(event.target.value)}
          />
        </label>
        <label>
          Address that opens a line in your editor, with {'{path}'} and {'{line}'}; empty for none
          <input
            className="field mono"
            type="text"
            list={editors}
            spellCheck={false}
            value={address}
            aria-invalid={problem !== ''}
            onChange={(event) => setAddress(event.target.value)}
          />
        </label>
        <datalist id={editors}>
          {EDITORS.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
        {problem !== '' && (
          <p className="source-problem" role="status">
            {problem}
          </p>
        )}
        <ul className="source-consents">
          {Object.entries(consent).map(([host, said]) => (
            <li key={host}>
              <span className="mono">{host}</span>: {said}{' '}
              <button
                type="button"
                className="button"
                onClick={() => {
                  setConsent(
                    Object.fromEntries(Object.entries(consent).filter(([other]) => other !== host)),
                  )
                  searchAgain()
                }}
              >
                Ask again
              </button>
            </li>
          ))}
        </ul>
        <div className="notice-buttons">
          <button type="button" className="button primary" disabled={!fits} onClick={save}>
            Save
          </button>
          <button
            type="button"
            className="button"
            disabled={draft === DEFAULT_RULES}
            onClick={() => setDraft(DEFAULT_RULES)}
          >
            Reset the addresses
          </button>
        </div>
      </div>
    </Dialog>
  )
}

import { useState } from 'react'
import { optionFields } from '../../engine/select/options.ts'
import {
  addConfigs,
  applyConfig,
  type Config,
  deleteConfig,
  isSet,
  nameProblem,
  printConfigs,
  readConfigs,
  saveConfig,
} from '../../store/configs.ts'
import { useView } from '../../store/hooks.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { countText } from '../../ui/words.ts'
import { showDialog } from '../shell.ts'
import { useConfigs } from './useConfigs.ts'
import '../dialogs.css'

/** A settings file is small: a person could have written it. */
const MOST_BYTES = 2 ** 20

/** Saves what is set now under a name; lists, applies, replaces, deletes; exchanges as a file. */
export function ConfigDialog() {
  const configs = useConfigs()
  const [said, setSaid] = useState<readonly string[]>([])
  const [deleted, setDeleted] = useState<Config | null>(null)

  async function importFile(file: File) {
    if (file.size > MOST_BYTES) {
      setSaid([`${file.name} is too large for a settings file.`])
      return
    }
    const { configs: added, problems } = readConfigs(await file.text())
    const known = added.filter(({ name }) => configs.some((config) => config.name === name))
    addConfigs(added)
    const replaced = known.length === 0 ? '' : `, ${known.length} replacing those of the same name`
    const taken = `${countText(added.length, 'configuration')} of ${file.name} taken${replaced}.`
    setSaid(added.length === 0 ? problems : [taken, ...problems])
  }

  return (
    <Dialog title="Configurations" onClose={() => showDialog(null)}>
      <p className="muted">
        A configuration holds every option and filter, for any profile. Configurations stay in this
        browser.
      </p>
      <SaveForm configs={configs} />
      {configs.length > 0 && (
        <ul className="configs">
          {configs.map((config) => (
            <ConfigLine
              key={config.name}
              config={config}
              onDelete={() => {
                deleteConfig(config.name)
                setDeleted(config)
              }}
            />
          ))}
        </ul>
      )}
      <div className="configs-end">
        <button type="button" className="button" onClick={() => chooseFile(importFile)}>
          Import…
        </button>
        <button
          type="button"
          className="button"
          disabled={configs.length === 0}
          onClick={() => saveFile('settings.json', printConfigs(configs), 'application/json')}
        >
          Export
        </button>
        <span className="muted">
          as pprof keeps them: <code className="mono">~/.config/pprof/settings.json</code>
        </span>
      </div>
      <div className="configs-said" role="status">
        {deleted && (
          <p>
            {deleted.name} is deleted.{' '}
            <button
              type="button"
              className="button"
              onClick={() => {
                addConfigs([deleted])
                setDeleted(null)
              }}
            >
              Undo
            </button>
          </p>
        )}
        {said.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </Dialog>
  )
}

function SaveForm({ configs }: { readonly configs: readonly Config[] }) {
  const [name, setName] = useState('')
  const replaces = configs.some((config) => config.name === name.trim())
  const problem = name === '' ? '' : nameProblem(name)
  return (
    <form
      className="link-form"
      onSubmit={(event) => {
        event.preventDefault()
        if (nameProblem(name) !== '') return
        saveConfig(name.trim())
        setName('')
      }}
    >
      <label htmlFor="config-name">Save what is set now as</label>
      <div className="link-line">
        <input
          id="config-name"
          className="field"
          type="text"
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <button type="submit" className="button primary" disabled={nameProblem(name) !== ''}>
          {replaces ? 'Replace' : 'Save'}
        </button>
      </div>
      {problem !== '' && <p className="muted">{problem}</p>}
    </form>
  )
}

interface ConfigLineProps {
  readonly config: Config
  readonly onDelete: () => void
}

function ConfigLine({ config, onDelete }: ConfigLineProps) {
  const { name, options } = config
  const view = useView((state) => state)
  const current = isSet(config, view)
  const words = optionFields(options).map(([field, value]) => `${field}=${value}`)
  return (
    <li>
      <div>
        <strong>{name}</strong> {current && <span className="muted">as now</span>}
        <div className="config-words mono muted" title={words.join(' ')}>
          {words.join(' ') || 'all defaults'}
        </div>
      </div>
      <button
        type="button"
        className="button"
        aria-label={`Apply ${name}`}
        disabled={current}
        onClick={() => applyConfig(config)}
      >
        Apply
      </button>
      <button
        type="button"
        className="button"
        aria-label={`Replace ${name}`}
        title="Save the current settings under this name"
        disabled={current}
        onClick={() => saveConfig(name)}
      >
        Replace
      </button>
      <button type="button" className="button" aria-label={`Delete ${name}`} onClick={onDelete}>
        Delete
      </button>
    </li>
  )
}

function chooseFile(take: (file: File) => Promise<void>): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.json,application/json'
  input.addEventListener('change', () => {
    const file = input.files?.[0]
    if (file) void take(file)
  })
  input.click()
}

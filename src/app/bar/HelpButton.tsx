import { showDialog } from '../shell.ts'

export function HelpButton() {
  return (
    <button
      type="button"
      className="button quiet icon help-button"
      aria-label="Keys and help"
      title="Keys and help (?)"
      onClick={() => showDialog('help')}
    >
      ?
    </button>
  )
}

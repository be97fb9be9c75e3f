import { Dialog } from '../../ui/Dialog.tsx'
import { showDialog } from '../shell.ts'
import { keyHelp } from './key-help.ts'
import '../dialogs.css'

export function HelpDialog() {
  return (
    <Dialog title="Keys" onClose={() => showDialog(null)}>
      <div className="help">
        <p className="muted">
          The first two lists hold everywhere, the others in a view that has been clicked or reached
          by Tab or by an arrow. Without a selection the keys of filters ask for a text.
        </p>
        {keyHelp().map(({ title, keys }) => (
          <section key={title}>
            <h3>{title}</h3>
            <dl>
              {keys.map(({ keys: names, does }) => (
                <div key={does}>
                  <dt>
                    {names.map((name) => (
                      <kbd key={name}>{name}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}

import { Dialog } from '../../ui/Dialog.tsx'
import { showDialog } from '../shell.ts'
import { keyHelp } from './key-help.ts'
import '../dialogs.css'

export function HelpDialog() {
  return (
    <Dialog title="Keys" onClose={() => showDialog(null)}>
      <div className="help">
        <p className="muted">
          The first two lists apply everywhere, the others in the view that has the focus: click it,
          or reach it by Tab or an arrow key. Without a selection the filter keys ask for a text.
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

import { Dialog } from '../ui/Dialog.tsx'
import { KEY_HELP } from './keys.ts'
import { showDialog } from './shell.ts'
import './dialogs.css'

export function HelpDialog() {
  return (
    <Dialog title="Keys" onClose={() => showDialog(null)}>
      <div className="help">
        {KEY_HELP.map(({ title, keys }) => (
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
        <p className="muted">
          Filters are pprof’s options and the address of the page keeps them: copy it to come back
          to what is on screen. Profiles stay in this browser.
        </p>
      </div>
    </Dialog>
  )
}

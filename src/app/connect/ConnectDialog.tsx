import { useStore } from 'zustand'
import { connect, disconnect, serviceStore, typeAddress } from '../../store/service.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { Progress } from '../../ui/Progress.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { showDialog } from '../shell.ts'
import { ConnectChoice } from './ConnectChoice.tsx'
import './connect.css'

/** Asks for a service that runs, shows what it has, and what of it to take. */
export function ConnectDialog() {
  const { address, connecting, connection, trouble } = useStore(serviceStore)

  function close(): void {
    if (connecting) disconnect()
    showDialog(null)
  }

  return (
    <Dialog title="Connect to a service" onClose={close}>
      <form
        className="link-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (address.trim() !== '') void connect()
        }}
      >
        <label htmlFor="service-address">Address of a service that serves net/http/pprof</label>
        <div className="link-line">
          <input
            id="service-address"
            className="field"
            type="text"
            inputMode="url"
            placeholder="localhost:6060"
            spellCheck={false}
            autoComplete="off"
            value={address}
            onChange={(event) => typeAddress(event.target.value)}
          />
          {connecting ? (
            <button type="button" className="button" onClick={disconnect}>
              Cancel
            </button>
          ) : (
            <button
              type="submit"
              className={connection ? 'button' : 'button primary'}
              disabled={address.trim() === ''}
            >
              {connection ? 'Ask again' : 'Connect'}
            </button>
          )}
        </div>
      </form>
      {connecting && (
        <div className="connect-wait">
          <p className="muted">Asking what it has…</p>
          <Progress label="Asking the service what it has" share={null} />
        </div>
      )}
      {trouble && (
        <p className="connect-trouble" role="alert">
          <strong>{trouble.message}</strong> <Prose text={trouble.hint} />
        </p>
      )}
      {connection && <ConnectChoice connection={connection} onTaken={() => showDialog(null)} />}
      {!connection && !connecting && !trouble && (
        <p className="muted connect-note">
          A Go service has one that imports net/http/pprof. What it gives stays in this browser.
        </p>
      )}
    </Dialog>
  )
}

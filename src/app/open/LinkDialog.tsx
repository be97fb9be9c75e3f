import { useState } from 'react'
import { openUrl } from '../../store/opening.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { showDialog } from '../shell.ts'

/** Asks for the address of a profile. */
export function LinkDialog() {
  const [address, setAddress] = useState('')
  return (
    <Dialog title="Open a link" onClose={() => showDialog(null)}>
      <form
        className="link-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (address.trim() === '') return
          showDialog(null)
          openUrl(address)
        }}
      >
        <label htmlFor="link-address">Address of a profile</label>
        <div className="link-line">
          <input
            id="link-address"
            className="field"
            type="text"
            inputMode="url"
            placeholder="https://example.com/cpu.pb.gz"
            spellCheck={false}
            autoComplete="off"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
          <button type="submit" className="button primary" disabled={address.trim() === ''}>
            Open
          </button>
        </div>
        <p className="muted">
          This browser reads it directly, so the server has to let other pages read from it (CORS).
        </p>
      </form>
    </Dialog>
  )
}

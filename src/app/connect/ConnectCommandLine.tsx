import { useState } from 'react'
import { type Connection, commandLineOf } from '../../store/service.ts'

/** How the program was started, when a person asks: its flags may hold what is not for everyone. */
export function CommandLine({ connection }: { readonly connection: Connection }) {
  const [said, setSaid] = useState<string | null>(null)
  const show = () =>
    commandLineOf(connection).then(setSaid, (error: unknown) => {
      setSaid(error instanceof Error ? error.message : String(error))
    })
  return (
    <div className="connect-take">
      <button type="button" className="button primary" onClick={() => void show()}>
        Show cmdline
      </button>
      {said !== null && (
        <code className="mono connect-said" role="status">
          {said}
        </code>
      )}
    </div>
  )
}

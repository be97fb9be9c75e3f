import type { Take } from '../../sources/service-address.ts'
import { copyText } from '../../store/actions.ts'
import type { Connection } from '../../store/service.ts'
import { curlCommand } from '../../store/service-command.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'

interface ConnectTerminalProps {
  readonly connection: Connection
  readonly wished: Take | null
}

/** For a service that the page cannot read: the command that can. */
export function ConnectTerminal({ connection, wished }: ConnectTerminalProps) {
  const { service } = connection
  const command = wished ? curlCommand(service, wished) : ''
  if (command === '') return null
  return (
    <p className="connect-command">
      <code className="mono">{command}</code>
      <CopyButton label="Copy the command" copy={() => copyText(command)} />
    </p>
  )
}

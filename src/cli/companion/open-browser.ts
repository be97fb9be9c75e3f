import { spawn } from 'node:child_process'

/**
 * Opens an address in the user's browser, if there is one; the address is printed to the terminal
 * in any case.
 */
export function openBrowser(address: string): void {
  const [command, ...args] = opener(address)
  if (command === undefined) return
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

function opener(address: string): readonly string[] {
  switch (process.platform) {
    case 'darwin':
      return ['open', address]
    case 'win32':
      // For `start` of the shell, & would end the address.
      return ['rundll32', 'url.dll,FileProtocolHandler', address]
    default: {
      // Without a display xdg-open would start a text browser in this terminal.
      const display = process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY']
      return display ? ['xdg-open', address] : []
    }
  }
}

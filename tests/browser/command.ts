import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** As a person starts it. FLAMEDROP_COMMAND names another build of it. */
const command =
  process.env['FLAMEDROP_COMMAND'] ??
  fileURLToPath(new URL('../../scripts/flamedrop.mjs', import.meta.url))

/** The command `flamedrop`, in a process of its own, serving its page. */
export interface Command {
  /** What it has printed for the browser to open. */
  readonly link: string
  readonly origin: string
  readonly token: string
  /** What it has said on stderr so far. */
  said(): string
  /** @returns its exit code; null where it had to be killed */
  end(signal: 'SIGINT' | 'SIGTERM'): Promise<number | null>
}

/** How long it may take to end, in milliseconds. */
const ENDS_WITHIN = 5000

/** Starts it, on a free port unless `args` say otherwise, and waits for its link. */
export function startCommand(...args: readonly string[]): Promise<Command> {
  return startCommandAt(command, ...args)
}

/** The same of the command in a file of its own. */
export async function startCommandAt(file: string, ...args: readonly string[]): Promise<Command> {
  const saved = mkdtempSync(join(tmpdir(), 'flamedrop-command-'))
  const http = args.some((arg) => arg.startsWith('-http=')) ? [] : ['-http=localhost:0']
  const child = spawn(process.execPath, [file, ...http, ...args], {
    env: { ...process.env, PPROF_TMPDIR: saved },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // A test that fails leaves none behind.
  const kill = () => child.kill('SIGKILL')
  process.once('exit', kill)
  let printed = ''
  let said = ''
  const ended = new Promise<number | null>((done) => {
    child.once('exit', (code) => {
      process.off('exit', kill)
      rmSync(saved, { recursive: true, force: true })
      done(code)
    })
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text
  })
  const link = await new Promise<URL>((found, failed) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text
      const address = /^Flamedrop is at (\S+)\n/m.exec(printed)?.[1]
      if (address !== undefined) found(new URL(address))
    })
    void ended.then((code) => failed(new Error(`flamedrop has ended with ${code}: ${said}`)))
  })
  return {
    link: link.href,
    origin: link.origin,
    token: /token=([\w-]+)/.exec(link.hash)?.[1] ?? '',
    said: () => said,
    async end(signal) {
      child.kill(signal)
      const late = setTimeout(kill, ENDS_WITHIN)
      const code = await ended
      clearTimeout(late)
      return code
    },
  }
}

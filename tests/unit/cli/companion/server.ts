import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import {
  createServer,
  type IncomingHttpHeaders,
  type RequestListener,
  request,
  type Server,
} from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { type Served, type ServeOptions, serve } from '../../../../src/cli/serve.ts'

export interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: Buffer
  readonly text: string
}

/** A folder that is there for the length of the test. */
export function folderForTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'flamedrop-companion-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A companion for the length of the test; its app is one page. */
export async function startCompanion(options: Partial<ServeOptions> = {}): Promise<Served> {
  const app = join(folderForTest(), 'app')
  mkdirSync(app)
  writeFileSync(join(app, 'index.html'), 'the page')
  const served = await serve({ folder: app, port: 0, ...options })
  onTestFinished(() => served.close())
  return served
}

/** A service for the length of the test. @returns host:port */
export async function startService(answer: RequestListener): Promise<string> {
  const server = createServer(answer)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  onTestFinished(() => end(server))
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

function end(server: Server): Promise<void> {
  return new Promise((closed) => {
    server.close(() => closed())
    server.closeAllConnections()
  })
}

export interface Asking {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** Asks as the page does, with the token; the path is sent as it is. */
export function ask(served: Served, path: string, asking: Asking = {}): Promise<Answer> {
  return askWithout(served, path, {
    ...asking,
    headers: { 'x-flamedrop-token': served.token, ...asking.headers },
  })
}

/** Asks as anybody can. */
export function askWithout(served: Served, path: string, asking: Asking = {}): Promise<Answer> {
  const { hostname, port } = new URL(served.origin)
  const { method = 'GET', headers = {} } = asking
  return new Promise((done, failed) => {
    const sent = request({ hostname, port, path, headers, method, agent: false }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', failed)
      response.on('end', () => {
        const body = Buffer.concat(parts)
        const { statusCode: status = 0, headers } = response
        done({ status, headers, body, text: body.toString() })
      })
    })
    sent.on('error', failed)
    sent.end()
  })
}

/**
 * Sends bytes as they are and leaves the connection open.
 * @returns what came back until the server ended it
 */
export function sendRaw(served: Served, bytes: string): Promise<string> {
  const { port } = new URL(served.origin)
  return new Promise((done) => {
    let text = ''
    const socket = connect(Number(port), '127.0.0.1', () => socket.write(bytes))
    socket.on('data', (part) => {
      text += part.toString()
    })
    socket.on('error', () => {})
    socket.on('close', () => done(text))
  })
}

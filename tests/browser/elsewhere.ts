import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fixture } from './harness.ts'

/** Another server, with all the ways in which one can disappoint. */
export interface Elsewhere {
  readonly origin: string
  close(): Promise<void>
}

const HTML = '<!doctype html><title>t</title><h1>Sign in</h1>'

/** @param app origin of the app, which /app/ gives without what ties it to itself */
export async function startElsewhere(app: string): Promise<Elsewhere> {
  const server = createServer((request, response) => {
    answer(request, response, app).catch(() => response.destroy())
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

async function answer(
  { url = '/' }: IncomingMessage,
  response: ServerResponse,
  app: string,
): Promise<void> {
  if (url.startsWith('/app/')) return relay(new URL(url.slice(4), app), response)
  if (url !== '/no-cors.pb.gz') response.setHeader('access-control-allow-origin', '*')
  switch (url) {
    case '/cpu.pb.gz':
    case '/no-cors.pb.gz':
      response.end(await fixture('tests/fixtures/profiles/cpu.pb.gz'))
      return
    case '/expired.pb.gz':
      response.writeHead(302, { location: '/login?then=cpu' }).end()
      return
    case '/login?then=cpu':
    case '/page.html':
    case '/opener.html':
      response.setHeader('content-type', 'text/html')
      response.end(HTML)
      return
    case '/slow.pb.gz':
      response.writeHead(200, { 'content-length': 4_000_000 })
      response.write(Buffer.alloc(1_000_000))
      return
    default:
      response.writeHead(url === '/private.pb.gz' ? 403 : 404).end()
  }
}

/** The app as a host serves it that lets other pages open and embed it. */
async function relay(address: URL, response: ServerResponse): Promise<void> {
  const got = await fetch(address)
  response.setHeader('content-type', got.headers.get('content-type') ?? '')
  response.end(new Uint8Array(await got.arrayBuffer()))
}

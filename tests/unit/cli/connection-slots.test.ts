import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { limitConnections } from '../../../src/cli/connection-slots.ts'

let server: Server
let port: number
const open: Socket[] = []

beforeEach(async () => {
  server = createServer((request, response) => {
    // What is slow is answered when the test ends.
    if (request.url !== '/slow') response.end('here')
  })
  limitConnections(server, 4)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  port = (server.address() as AddressInfo).port
})
afterEach(() => {
  for (const socket of open.splice(0)) socket.destroy()
  server.closeAllConnections()
  server.close()
})

/** A connection over which something is said, if anything. */
function connected(said = ''): Promise<Socket> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => {
      if (said !== '') socket.write(said)
      done(socket)
    })
    socket.on('error', () => {})
    open.push(socket)
  })
}

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nhost: x\r\n\r\n`

function answer(socket: Socket): Promise<string> {
  return new Promise((done) => {
    let text = ''
    socket.on('data', (piece) => {
      text += String(piece)
      if (text.includes('here')) done(text)
    })
    socket.on('close', () => done(text))
  })
}

test('connections that say nothing do not keep others out', async () => {
  for (let i = 0; i < 20; i++) await connected(i % 2 === 0 ? '' : 'GET /half HTTP/1.1\r\n')
  const socket = await connected(get('/'))
  expect(await answer(socket)).toMatch(/^HTTP\/1\.1 200 OK.*here/s)
})

test('one that waits for its answer keeps its place', async () => {
  const slow = await Promise.all([1, 2, 3, 4].map(() => connected(get('/slow'))))
  await new Promise((later) => setTimeout(later, 100))
  // Each is being answered: there is no room.
  expect(await answer(await connected(get('/')))).toBe('')
  expect(slow.map(({ destroyed }) => destroyed)).toEqual([false, false, false, false])
  slow[0]!.destroy()
  await new Promise((later) => setTimeout(later, 100))
  expect(await answer(await connected(get('/')))).toMatch(/here/)
})

test('of those that are kept alive the longest idle one goes first', async () => {
  const kept: Socket[] = []
  for (let i = 0; i < 4; i++) {
    kept.push(await connected(get('/')))
    await answer(kept[i]!)
  }
  const closed = new Promise((done) => kept[0]!.on('close', done))
  expect(await answer(await connected(get('/')))).toMatch(/here/)
  await closed
  expect(kept.slice(1).map(({ destroyed }) => destroyed)).toEqual([false, false, false])
})

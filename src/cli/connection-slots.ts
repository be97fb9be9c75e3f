import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Bounds how many connections a server has. Any program of the machine can open some and say
 * nothing: where there is no room for another, the one that has been idle for longest has to go, and
 * only if each is being answered the new one.
 */
export function limitConnections(server: Server, most: number): void {
  /** The longest idle first. */
  const idle = new Set<Socket>()
  const busy = new Map<Socket, number>()
  server.on('connection', (socket: Socket) => {
    idle.add(socket)
    socket.on('close', () => {
      idle.delete(socket)
      busy.delete(socket)
    })
    if (idle.size + busy.size <= most) return
    const [longest = socket] = idle
    // It counts no more from here on; its closing comes later.
    idle.delete(longest)
    longest.destroy()
  })
  server.on('request', ({ socket }, response) => {
    idle.delete(socket)
    busy.set(socket, (busy.get(socket) ?? 0) + 1)
    response.on('close', () => {
      const left = (busy.get(socket) ?? 0) - 1
      if (left > 0) busy.set(socket, left)
      else if (busy.delete(socket) && !socket.destroyed) idle.add(socket)
    })
  })
}

import type { Server } from 'node:http'
import type { Socket } from 'node:net'

/**
 * Limits the connections of a server. Any local program can open connections and send nothing:
 * when there is no room for another, the one that has been idle longest is closed; only if all of
 * them are being answered, the new one is rejected.
 */
export function limitConnections(server: Server, most: number): void {
  /** Idle connections, the longest idle first. */
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
    // It no longer counts; its close event comes later.
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

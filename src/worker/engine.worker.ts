import { CancelledError } from '../engine/profile/error.ts'
import { loadDemangler } from './demangler.ts'
import { EngineHost } from './host.ts'
import { pack } from './pack.ts'
import type { FromWorker, ToWorker } from './protocol.ts'

/** The worker's side of protocol.ts: passes messages to the host and its answers to the page. */

const host = new EngineHost((message: FromWorker) => self.postMessage(pack(message)), {
  demangler: loadDemangler,
})

self.addEventListener('message', (event: MessageEvent<ToWorker>) => host.receive(event.data))

// Browsers report unhandled rejections; that of a cancelled request is not an error.
self.addEventListener('unhandledrejection', (event) => {
  if (event.reason instanceof CancelledError) event.preventDefault()
})

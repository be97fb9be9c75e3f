import { type IsYours, TAKE_OVER } from './messages.ts'
import { Serving } from './serving.ts'
import type { Site } from './site.ts'

/** Written by the build. */
declare const SITE: Site

/** The service worker: it makes the page open without a network. serving.ts has what it answers. */
const worker = self as unknown as ServiceWorkerGlobalScope
const serving = new Serving(SITE, {
  caches: worker.caches,
  fetch: (...request) => worker.fetch(...request),
  scope: worker.registration.scope,
})

worker.addEventListener('install', (event) => event.waitUntil(serving.install()))
worker.addEventListener('activate', (event) => event.waitUntil(serving.activate()))
worker.addEventListener('fetch', (event) => {
  const answer = serving.answer(event.request)
  if (answer) event.respondWith(answer)
})
// Only when the page says so: one in use keeps its build.
worker.addEventListener('message', ({ data, ports }: ExtendableMessageEvent) => {
  if (data === TAKE_OVER) void worker.skipWaiting()
  else ports[0]?.postMessage(serving.has((data as IsYours).script))
})

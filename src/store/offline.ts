import { createStore } from 'zustand/vanilla'
import { type IsYours, TAKE_OVER } from '../offline/messages.ts'

// The service worker, which makes the page open without a network (src/offline).

/** The service worker of a newer version that waits for the user; null if there is none. */
export const newVersionStore = createStore<{ readonly waiting: ServiceWorker | null }>()(() => ({
  waiting: null,
}))

const FILE = 'service-worker.js'
/** A page may stay open for weeks, in milliseconds. */
const CHECK_EVERY_MS = 3_600_000

/**
 * Installs the service worker when the page is loaded, if it is served by a host and stands by
 * itself. To be called once.
 */
export function startOffline(): void {
  const isAlone = window.parent === window && location.protocol !== 'file:'
  if (!import.meta.env.PROD || !isAlone || !('serviceWorker' in navigator)) return
  const begin = () => {
    // Without one, the page needs a network.
    register().catch(() => {})
  }
  if (document.readyState === 'complete') begin()
  else window.addEventListener('load', begin, { once: true })
}

/** Loads the page in its new version. */
export function takeNewVersion(): void {
  const { waiting } = newVersionStore.getState()
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload())
  waiting?.postMessage(TAKE_OVER)
}

/** Stays with this version until the next visit. */
export function dismissNewVersion(): void {
  newVersionStore.setState({ waiting: null })
}

async function register(): Promise<void> {
  const registration = await navigator.serviceWorker.register(FILE)
  const look = () => {
    // The first one of all takes over by itself.
    if (registration.waiting && registration.active) void told(registration.waiting)
  }
  look()
  registration.addEventListener('updatefound', () => {
    registration.installing?.addEventListener('statechange', look)
  })
  let checked = Date.now()
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible' || Date.now() - checked < CHECK_EVERY_MS) return
    checked = Date.now()
    registration.update().catch(() => {})
  })
}

/** Tells the user of a newer version, unless this page is of that already. */
async function told(waiting: ServiceWorker): Promise<void> {
  if (await isOwn(waiting)) waiting.postMessage(TAKE_OVER)
  else newVersionStore.setState({ waiting })
}

function isOwn(waiting: ServiceWorker): Promise<boolean> {
  const script = document.querySelector<HTMLScriptElement>('script[type=module][src]')?.src ?? ''
  const { port1, port2 } = new MessageChannel()
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data === true)
    const question: IsYours = { script }
    waiting.postMessage(question, [port2])
  })
}

import { chromium } from 'playwright-core'
import type { TestProject } from 'vitest/node'
import { findChromium } from '../../scripts/chromium.mjs'
import { startApp } from './app-server.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the one Chromium is driven: ws://127.0.0.1:… */
    chromium: string
    /** Where the built app is served. */
    app: { readonly origin: string; readonly token: string }
  }
}

/** One Chromium and one server of the app, to which all files of tests connect. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const executablePath = findChromium()
  if (!executablePath) throw new Error('There is no Chromium: `npm test -- browser` installs one.')
  const browser = await chromium.launchServer({
    executablePath,
    // As root the sandbox cannot be had; playwright then passes --no-sandbox.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Nothing leaves this machine: no other host has an address.
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
    ],
  })
  const app = await startApp()
  project.provide('chromium', browser.wsEndpoint())
  project.provide('app', { origin: app.origin, token: app.token })
  return async () => {
    await browser.close()
    await app.close()
  }
}

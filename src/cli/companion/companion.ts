import { access } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandLine } from '../command-line.ts'
import { type Served, serve } from '../serve.ts'
import { isLoopback } from './guard.ts'
import { lostFlags, openingFragment } from './link.ts'
import { makeOffers, type Offers } from './offers.ts'
import { openBrowser } from './open-browser.ts'
import { type PageAddress, readPageAddress } from './page-address.ts'

/**
 * Serves the page with the profiles of a command line and opens it in the browser, until Ctrl-C.
 * @param app the folder of the built page
 * @throws UsageError, ProfileError, or system errors for a file that cannot be read
 */
export async function runCompanion(command: CommandLine, app: string): Promise<void> {
  const address = readPageAddress(command.http)
  // Checked before a recording is made that could not be shown.
  await access(join(app, 'index.html'))
  const offers = await makeOffers(command)
  const served = await start(command, app, address, offers)
  const link = linkTo(served, command)
  for (const sentence of lostFlags(command)) console.error(sentence)
  if (!isLoopback(address.host)) {
    console.error(
      `Warning: ${address.host} can be reached from other machines. Anyone who has the link below, or listens on the network, can read the profile, the source files that it names, and what this machine can fetch.`,
    )
  }
  console.log(`Flamedrop is at ${link}`)
  if (!command.noBrowser && process.stdout.isTTY) openBrowser(link)
  await interrupted()
  await served.close()
}

async function start(
  { options }: CommandLine,
  folder: string,
  { host, port }: PageAddress,
  { source, base }: Offers,
): Promise<Served> {
  try {
    return await serve({
      folder,
      host,
      port,
      profiles: [source, base].filter((offer) => offer !== null),
      sourcePath: options.source_path,
      trimPath: options.trim_path,
    })
  } catch (error) {
    throw explained(error, host, port)
  }
}

/** The error to report if the address of -http cannot be used. */
function explained(error: unknown, host: string, port: number | undefined): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const words = new Map([
    ['EADDRINUSE', `Port ${port ?? ''} is in use: -http=: chooses a free one.`],
    ['EACCES', `Port ${port ?? ''} requires more privileges: try one above 1023.`],
    ['ENOTFOUND', `-http: ${host} is not an address of this machine.`],
    ['EADDRNOTAVAIL', `-http: ${host} is not an address of this machine.`],
  ]).get(code)
  return words === undefined ? error : Object.assign(new Error(words), { code })
}

function linkTo(served: Served, { options, diffBase }: CommandLine): string {
  const { origin, token, profiles } = served
  const [profile = null, base = null] = profiles
  return `${origin}/${openingFragment({ options, profile, base, diffBase, token })}`
}

/** Resolves when the user or the system ends the process, which is the regular way to end. */
function interrupted(): Promise<void> {
  return new Promise((ended) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ended())
  })
}

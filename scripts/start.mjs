// `npm start [-- [--port N] [--host NAME] FILE…]`: installs and builds what is missing, then
// serves the app until Ctrl-C.
import { spawn } from 'node:child_process'
import { accessSync, constants, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { ensureBuild, ensureDependencies, fail, root } from './setup.mjs'

const USAGE = `npm start -- [--port N] [--host NAME] [FILE …]

Serves Flamedrop on this machine until Ctrl-C. With a FILE it opens that profile.

  --port N      the port to listen on (default: 8711, or the next one free)
  --host NAME   the address to listen on (default: 127.0.0.1, this machine only)`

const { port, host, files } = readArguments()
ensureDependencies()
ensureBuild()
const { serve } = await import(pathToFileURL(join(root, 'dist/cli/serve.mjs')).href)
const server = await serve({ folder: join(root, 'dist/app'), host, port, files }).catch((error) =>
  fail(explain(error)),
)
const addresses = server.files.map((file) => `${server.origin}/#/flamegraph?url=${quoted(file)}`)
for (const address of addresses.length > 0 ? addresses : [`${server.origin}/`]) {
  console.log(`Flamedrop is at ${address}`)
}
if (addresses.length > 0 && process.stdout.isTTY) openBrowser(addresses[0])
for (const signal of ['SIGINT', 'SIGTERM']) {
  // Exit code 0: that is how it is meant to end, and npm would print an error for any other.
  process.once(signal, () => server.close().then(() => process.exit(0)))
}

function readArguments() {
  const options = { port: { type: 'string' }, host: { type: 'string' }, help: { type: 'boolean' } }
  try {
    const { values, positionals } = parseArgs({ options, allowPositionals: true })
    if (values.help) {
      console.log(USAGE)
      process.exit(0)
    }
    return { port: readPort(values.port), host: values.host, files: positionals.map(readFile) }
  } catch (error) {
    if (!String(error.code).startsWith('ERR_PARSE_ARGS')) throw error
    return fail(`${error.message}\n\n${USAGE}`)
  }
}

function readPort(text) {
  if (text === undefined) return undefined
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  return number <= 65535
    ? number
    : fail(`--port ${text} is no port: it takes a number up to 65535.`)
}

/** The file's path, or the end of the process with a sentence if it cannot be read. */
function readFile(name) {
  // npm runs scripts in the checkout, and says where it was called itself.
  const inNpm = process.env.npm_lifecycle_event === 'start'
  const path = resolve((inNpm && process.env.INIT_CWD) || process.cwd(), name)
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) return fail(`There is no file ${path}.`)
  if (!stat.isFile()) return fail(`${path} is not a file.`)
  try {
    accessSync(path, constants.R_OK)
  } catch {
    return fail(`${path} cannot be read: no permission.`)
  }
  return path
}

/** Fit for a field of the fragment, with its slashes left readable. */
function quoted(path) {
  return encodeURIComponent(path).replaceAll('%2F', '/')
}

function explain({ code, message }) {
  if (code === 'EADDRINUSE') return `Port ${port ?? 8711} is taken: try npm start -- --port 0.`
  if (code === 'EACCES') return `Port ${port} needs more rights: try one above 1023.`
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return `--host ${host} is not this machine.`
  return message
}

/** Tries to; the address is on the screen all the same. */
function openBrowser(address) {
  const display = process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY
  const commands = {
    darwin: ['open', address],
    win32: ['cmd', '/c', 'start', '""', address],
    // Without a display xdg-open would start a text browser in this very terminal.
    linux: display && ['xdg-open', address],
  }
  const [command, ...args] = commands[process.platform] || []
  if (!command) return
  const child = spawn(command, args, { stdio: 'ignore', detached: true })
  child.on('error', () => {})
  child.unref()
}

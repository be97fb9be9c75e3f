import { report } from '../engine/pprof.ts'
import { ProfileError } from '../engine/profile/error.ts'
import { OptionError } from '../engine/select/options.ts'
import { parseCommandLine } from './command-line.ts'
import { UsageError } from './go-flags.ts'
import { interact } from './interactive.ts'
import { sourceReader } from './source-files.ts'
import { readSources } from './sources.ts'
import { usage } from './usage.ts'

/** Lines are written in pieces of about this many characters. */
const PIECE = 1 << 16

async function main(args: readonly string[]): Promise<number> {
  const command = parseCommandLine(args)
  if (command.help) {
    await write(`${usage()}\n`)
    return 0
  }
  if (command.sources.length === 0) throw new UsageError('no profile source specified')
  if (!command.report && !command.interactive) {
    throw new UsageError('no report asked for: use -top, for instance')
  }
  for (const remark of command.remarks) console.error(remark)
  const profile = await readSources(command)
  if (!command.report) {
    await interact(profile, command.options)
    return 0
  }
  const output = report(profile, {
    name: command.report,
    options: command.options,
    regexp: command.regexp,
    readSource: sourceReader(command.options),
    remark: (text) => console.error(text),
  })
  if (output instanceof Uint8Array) {
    await write(output)
    return 0
  }
  let piece = ''
  for (const line of output) {
    piece += `${line}\n`
    if (piece.length < PIECE) continue
    await write(piece)
    piece = ''
  }
  await write(piece)
  return 0
}

/** Waits until the text is taken, so that a slow reader does not fill the memory. */
function write(text: string | Uint8Array): Promise<void> {
  return new Promise((done, failed) => {
    process.stdout.write(text, (error) => (error ? failed(error) : done()))
  })
}

/** What to print of an error: a sentence, and what to do where we know. */
function explain(error: unknown): string {
  if (error instanceof ProfileError) return `${error.message} ${error.hint}`
  if (error instanceof UsageError) return `${error.message}\n\n${usage()}`
  if (error instanceof OptionError) return error.message
  if (error instanceof Error && 'code' in error) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // The reader has seen enough (`… | head`).
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(`flamedrop: ${explain(error)}`)
    process.exitCode = 2
  },
)

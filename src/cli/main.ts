import { type ReportOutput, report } from '../engine/pprof.ts'
import { ProfileError } from '../engine/profile/error.ts'
import { OptionError } from '../engine/select/options.ts'
import { type CommandLine, parseCommandLine } from './command-line.ts'
import { UsageError } from './go-flags.ts'
import { type Output, openOutput, STDOUT } from './output.ts'
import { sourceReader } from './source-files.ts'
import { readSources } from './sources.ts'
import { usage } from './usage.ts'

/** Lines are written in chunks of about this many characters. */
const PIECE = 1 << 16

/**
 * Runs the command `flamedrop` and sets the exit code of the process.
 * @param app returns the folder of the built page, if the page is to be served
 */
export async function main(args: readonly string[], app: () => string): Promise<void> {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    // The reader has closed the pipe (`… | head`).
    if (error.code === 'EPIPE') process.exit()
    throw error
  })
  try {
    process.exitCode = 0
    process.exitCode = await run(args, app)
  } catch (error) {
    console.error(`flamedrop: ${explain(error)}`)
    process.exitCode = 2
  }
}

/** @returns the exit code */
async function run(args: readonly string[], app: () => string): Promise<number> {
  const command = parseCommandLine(args)
  if (command.help) await STDOUT.write(`${usage()}\n`)
  else {
    for (const remark of command.remarks) console.error(remark)
    if (command.verdict) return printVerdict(command)
    await runReport(command, app)
  }
  return 0
}

/** @returns the exit code */
async function printVerdict(command: CommandLine): Promise<number> {
  const { verdictOf } = await import('./verdict/verdict.ts')
  const { text, exitCode } = await verdictOf(command)
  // The exit code also holds if the reader stops after the first line.
  process.exitCode = exitCode
  const target = await openOutput(command.options.output)
  try {
    await target.write(text)
  } finally {
    await target.close()
  }
  return exitCode
}

async function runReport(command: CommandLine, app: () => string): Promise<void> {
  if (!command.report && !command.interactive) {
    // Reports do not need the server.
    const { runCompanion } = await import('./companion/companion.ts')
    return runCompanion(command, app())
  }
  if (command.sources.length === 0) throw new UsageError('no profile source specified')
  const profile = await readSources(command)
  if (!command.report) {
    const { interact } = await import('./interactive.ts')
    return interact(profile, command.options)
  }
  const output = report(profile, {
    name: command.report,
    options: command.options,
    regexp: command.regexp,
    readSource: await sourceReader(command.options),
    remark: (text) => console.error(text),
  })
  const target = await openOutput(command.options.output)
  try {
    await print(output, target)
  } finally {
    await target.close()
  }
}

async function print(output: ReportOutput, target: Output): Promise<void> {
  if (output instanceof Uint8Array) return target.write(output)
  let piece = ''
  for (const line of output) {
    piece += `${line}\n`
    if (piece.length < PIECE) continue
    await target.write(piece)
    piece = ''
  }
  await target.write(piece)
}

/** The text for an error: a sentence, and a hint if there is one. */
function explain(error: unknown): string {
  if (error instanceof ProfileError) return `${error.message} ${error.hint}`
  if (error instanceof UsageError) return `${error.message}\n\nflamedrop -h lists the flags.`
  if (error instanceof OptionError) return error.message
  if (error instanceof Error && 'code' in error) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

import { parseCommandLine } from '../../src/cli/command-line.ts'
import { UsageError } from '../../src/cli/go-flags.ts'
import { sourceReader } from '../../src/cli/source-files.ts'
import { readSources } from '../../src/cli/sources.ts'
import { report } from '../../src/engine/pprof.ts'
import { ProfileError } from '../../src/engine/profile/error.ts'
import { OptionError } from '../../src/engine/select/options.ts'
import type { Outcome } from './reference.ts'

/**
 * What `flamedrop` does with these arguments, in this process and folder: as src/cli/main.ts does
 * it, less the arguments and the output of the process.
 */
export async function runCandidate(args: readonly string[]): Promise<Outcome> {
  try {
    const command = parseCommandLine(args)
    if (command.sources.length === 0) throw new UsageError('no profile source specified')
    if (!command.report) throw new UsageError('no report asked for')
    const profile = await readSources(command)
    const remarks = [...command.remarks]
    const output = report(profile, {
      name: command.report,
      options: command.options,
      regexp: command.regexp,
      readSource: await sourceReader(command.options),
      remark: (text) => remarks.push(text),
    })
    const text = output instanceof Uint8Array ? output : [...output, ''].join('\n')
    return { status: 0, stdout: Buffer.from(text), stderr: remarks.join('\n') }
  } catch (error) {
    if (!isExpected(error)) return { status: 2, stdout: Buffer.alloc(0), stderr: crash(error) }
    return { status: 2, stdout: Buffer.alloc(0), stderr: error.message }
  }
}

/** What nobody foresaw is a difference as well. */
function crash(error: unknown): string {
  return `crash: ${error instanceof Error ? (error.stack ?? error.message) : error}`.replaceAll(
    '\n',
    ' ',
  )
}

function isExpected(error: unknown): error is Error {
  return (
    error instanceof ProfileError || error instanceof UsageError || error instanceof OptionError
  )
}

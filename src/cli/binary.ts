import { open } from 'node:fs/promises'

/** How executables of Unix and macOS begin: ELF; Mach-O in both sizes and byte orders; of several machines. */
const MAGIC = [0x7f454c46, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe]
/** "MZ", that of Windows. */
const WINDOWS = 0x4d5a

/** What stands before the profiles: the program that they are of, or its build id. */
export interface Binary {
  readonly file: string
  readonly buildId: string
  /** The profiles. */
  readonly sources: readonly string[]
}

/**
 * Tells the program from the profiles: of several arguments the first may be an executable or, in
 * hexadecimal digits, a build id. (Rule: github.com/google/pprof, internal/driver/cli.go.)
 * @param buildId what the flag says
 */
export async function splitBinary(args: readonly string[], buildId: string): Promise<Binary> {
  const [first, ...sources] = args
  if (first === undefined || sources.length === 0) return { file: '', buildId, sources: args }
  if (await isExecutable(first)) return { file: first, buildId, sources }
  if (buildId === '' && /^[\da-f]*$/i.test(first)) return { file: '', buildId: first, sources }
  return { file: '', buildId, sources: args }
}

async function isExecutable(name: string): Promise<boolean> {
  try {
    const file = await open(name)
    try {
      const { bytesRead, buffer } = await file.read(Buffer.alloc(4), 0, 4, 0)
      if (bytesRead < 4) return false
      return MAGIC.includes(buffer.readUInt32BE(0)) || buffer.readUInt16BE(0) === WINDOWS
    } finally {
      await file.close()
    }
  } catch {
    return false
  }
}

import { open } from 'node:fs/promises'

/** Magic numbers of executables: ELF; Mach-O in both sizes and byte orders; universal Mach-O. */
const MAGIC = [0x7f454c46, 0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe, 0xcafebabe]
/** "MZ": executables of Windows. */
const WINDOWS = 0x4d5a

/** The argument before the profiles: their program, or its build id. */
export interface Binary {
  readonly file: string
  readonly buildId: string
  /** The remaining arguments: the profiles. */
  readonly sources: readonly string[]
}

/**
 * Separates the program from the profiles: the first of several arguments may be an executable or,
 * in hexadecimal digits, a build id. (Rule: github.com/google/pprof, internal/driver/cli.go.)
 * @param buildId the value of the flag -buildid
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

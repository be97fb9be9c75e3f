import { execFileSync, spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPlainFile, readProfileFile, readSourceText } from '../../../src/cli/file-bytes.ts'

let folder: string
const file = (name: string): string => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bytes-'))
  writeFileSync(file('plain'), 'abc')
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Those of the system are not everywhere. */
const unix = process.platform !== 'win32'

describe('a profile that the user names', () => {
  test('is read from a file', async () => {
    expect(String(await readProfileFile(file('plain')))).toBe('abc')
  })

  test('that is larger than any is refused before it is read', async () => {
    writeFileSync(file('sparse'), '')
    truncateSync(file('sparse'), 2 ** 36)
    await expect(readProfileFile(file('sparse'))).rejects.toThrow(/sparse is larger than 2 GB/)
    await expect(readPlainFile(file('sparse'))).rejects.toThrow(/sparse is larger than 2 GB/)
    rmSync(file('sparse'))
  })

  test('that grows is read as it was when it was opened', async () => {
    const bytes = Buffer.alloc(2 ** 24, 'a')
    writeFileSync(file('grows'), bytes)
    const reading = readProfileFile(file('grows'))
    const growing = setInterval(() => appendFileSync(file('grows'), bytes.subarray(0, 2 ** 20)), 0)
    try {
      const { length } = await reading
      expect(length).toBeGreaterThanOrEqual(bytes.length)
      expect(length % 2 ** 20).toBe(0)
    } finally {
      clearInterval(growing)
    }
  })

  test.runIf(unix)('may come through a pipe', async () => {
    execFileSync('mkfifo', [file('pipe')])
    const writer = spawn('sh', ['-c', 'printf one; sleep 0.1; printf two'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const into = spawn('sh', ['-c', `cat > '${file('pipe')}'`], {
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    writer.stdout.pipe(into.stdin)
    expect(String(await readProfileFile(file('pipe')))).toBe('onetwo')
  })

  test.runIf(process.platform === 'linux')(
    'is not read from a device that never ends',
    async () => {
      await expect(readProfileFile('/dev/zero')).rejects.toThrow(
        '/dev/zero is larger than 64 MB, the most that is read.',
      )
      expect(await readProfileFile('/dev/null')).toHaveLength(0)
      expect((await readProfileFile('/proc/self/status')).length).toBeGreaterThan(0)
    },
  )
})

describe.runIf(unix)('what a profile or a page names', () => {
  test('is no pipe, and nobody is waited for', async () => {
    execFileSync('mkfifo', [file('nobody')])
    await expect(readPlainFile(file('nobody'))).rejects.toThrow('nobody is not a file')
    expect(() => readSourceText(file('nobody'))).toThrow('not a file')
  })

  test('is no device', () => {
    expect(() => readSourceText('/dev/zero')).toThrow('not a file')
  })

  test('is no file that is larger than source is', () => {
    writeFileSync(file('long.go'), '')
    truncateSync(file('long.go'), 2 ** 27)
    expect(() => readSourceText(file('long.go'))).toThrow('too large for a source file')
    expect(readSourceText(file('plain'))).toBe('abc')
  })
})

import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What was found so far, each kind once, with its input in a file. */
export interface Findings {
  readonly count: number
  /** A file for what the child of this number is trying. */
  place(child: number): string
  /** Keeps an input under its check sum. @param what what it does, in a line */
  add(what: string, bytes: Uint8Array): void
}

export function findingsOf(folder: string): Findings {
  mkdirSync(folder, { recursive: true })
  const known = new Set<string>()
  return {
    get count() {
      return known.size
    },
    place: (child) => join(folder, `.trying-${process.pid}-${child}`),
    add: (what, bytes) => {
      if (known.has(what)) return
      known.add(what)
      const name = createHash('sha256').update(bytes).digest('hex').slice(0, 12)
      const file = join(folder, name)
      writeFileSync(file, bytes)
      writeFileSync(`${file}.txt`, `${what}\n`)
      console.log(`found: ${what}: ${file} (${bytes.length} bytes)`)
    },
  }
}

import { isBlank, newlineFrom, Word } from '../bytes.ts'
import { firstHeaders, lineBegin } from './headers.ts'
import { TextWriter } from './text-writer.ts'

const MESSAGE = new Word('MESSAGE=')

/**
 * The messages of systemd's journal, a field a line (`journalctl -o export`, `-o verbose`).
 * @returns null if it is none
 */
export function journalMessages(bytes: Uint8Array): Uint8Array | null {
  if (!isJournal(bytes)) return null
  const out = new TextWriter()
  for (let at = 0; at < bytes.length; ) {
    const newline = newlineFrom(bytes, at)
    const from = behindBlanks(bytes, at)
    if (MESSAGE.isAt(bytes, from)) {
      out.copy(bytes.subarray(from + MESSAGE.bytes.length, newline))
      out.text('\n')
    }
    at = newline + 1
  }
  return out.written()
}

function isJournal(bytes: Uint8Array): boolean {
  for (const at of firstHeaders(bytes)) {
    const from = behindBlanks(bytes, lineBegin(bytes, at))
    if (MESSAGE.isAt(bytes, from) && from + MESSAGE.bytes.length === at) return true
  }
  return false
}

function behindBlanks(bytes: Uint8Array, from: number): number {
  let at = from
  while (isBlank(bytes[at])) at++
  return at
}

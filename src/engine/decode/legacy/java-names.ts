import type { CallSymbol, Draft } from './draft.ts'
import type { LineReader } from './lines.ts'
import { parseHex } from './numbers.ts'

/**
 * Reads the last part of Java's profiles, from the lines behind the current one to the end, and
 * names the draft's places. The "addresses" in the samples are numbers that stand here once more:
 *
 *     0x0000003a com.example.Server.run (Server.java:58)
 *     0x0000003b memmove (/lib/libc-2.15.so)
 *     0x00000003 GC
 */
export function readNames(lines: LineReader, draft: Draft): void {
  const files = new Map<string, string>()
  while (lines.next()) readName(lines, draft, files)
}

/** @param files the file of each function so far: a function is one, whatever later lines say */
export function readName(lines: LineReader, draft: Draft, files: Map<string, string>): void {
  const [, digits, text] = /^0x([\da-fA-F]+)[ \t\f]+(.*)$/.exec(lines.text.trim()) ?? []
  if (digits === undefined || text === undefined) return
  const number = parseHex(digits)
  if (number === null) throw lines.broken('Java profile', 'A location number has at most 64 bits.')
  const place = draft.find(number)
  if (place === undefined) return
  const call = parseCall(text)
  const file = files.get(call.name) ?? call.file
  files.set(call.name, file)
  draft.symbolize(place, [{ ...call, file }])
}

function parseCall(text: string): CallSymbol {
  if (text.endsWith(')')) {
    const colon = text.lastIndexOf(':')
    if (/^-?\d+$/.test(text.slice(colon + 1, -1))) {
      const bracket = bracketBefore(text, colon - 2)
      if (colon >= 0 && bracket >= 0) {
        const line = Number(text.slice(colon + 1, -1))
        return {
          name: text.slice(0, bracket - 1),
          file: text.slice(bracket + 1, colon),
          line: line > 0 && Number.isSafeInteger(line) ? line : 0,
        }
      }
    }
    const bracket = bracketBefore(text, text.length - 2)
    if (bracket >= 0) {
      // The path of a shared library, whose folder does not matter.
      const path = text.slice(bracket + 1, -1)
      return { name: text.slice(0, bracket - 1), file: baseName(path), line: 0 }
    }
  }
  // Code that the virtual machine makes up, and its own states ("GC", "Compile").
  const name = text.includes('generated stub/JIT') ? 'STUB' : text
  return { name, file: '', line: 0 }
}

/** The last "(" up to `from` that has a blank before it; -1 if there is none. */
function bracketBefore(text: string, from: number): number {
  let at = from
  while (at > 0) {
    at = text.lastIndexOf('(', at)
    if (at > 0 && /\s/.test(text[at - 1]!)) return at
    at--
  }
  return -1
}

function baseName(path: string): string {
  if (path === '') return '.'
  const trimmed = path.replace(/\/+$/, '')
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

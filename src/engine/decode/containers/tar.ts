import { type Container, type Content, type Part, sound } from './container.ts'

// POSIX ustar with the two ways to write long names: pax records, and GNU's entry of type L.

const BLOCK = 512
const CHECKSUM = 148

export const tar: Container = {
  name: 'a tar archive',
  recognizes: (bytes) => bytes.length >= BLOCK && isHeader(bytes, 0),
  parts: readEntries,
}

function readEntries(bytes: Uint8Array): readonly Part[] {
  const parts: Part[] = []
  let longName = ''
  for (let at = 0; at + BLOCK <= bytes.length && isHeader(bytes, at); ) {
    const size = sizeOf(bytes, at)
    const from = at + BLOCK
    const content = bytes.subarray(from, from + size)
    const type = String.fromCharCode(bytes[at + 156]!)
    if (type === 'L') longName = textOf(content)
    else if (type === 'x') longName = paxPath(content) ?? longName
    else {
      // "0", its older form NUL, and 7, which nobody treats otherwise, are files.
      if (type === '0' || type === '\0' || type === '7') {
        parts.push(partOf(longName || nameOf(bytes, at), content, size))
      }
      longName = ''
    }
    at = from + Math.ceil(size / BLOCK) * BLOCK
  }
  return parts
}

function partOf(name: string, content: Uint8Array, size: number): Part {
  const read = async (): Promise<Content> => ({
    ...sound(content),
    damage: content.length < size ? 'ends too early' : '',
  })
  return { name, read }
}

/** By its check sum, the blanks of which count as spaces. */
function isHeader(bytes: Uint8Array, at: number): boolean {
  if (bytes[at] === 0) return false
  let sum = 0
  for (let i = 0; i < BLOCK; i++) {
    sum += i >= CHECKSUM && i < CHECKSUM + 8 ? 0x20 : bytes[at + i]!
  }
  return octal(bytes.subarray(at + CHECKSUM, at + CHECKSUM + 8)) === sum
}

/** In octal digits; of large files as a binary number, with the first bit set. */
function sizeOf(bytes: Uint8Array, at: number): number {
  const field = bytes.subarray(at + 124, at + 136)
  if ((field[0]! & 0x80) === 0) return octal(field)
  return field.subarray(1).reduce((size, byte) => size * 256 + byte, 0)
}

/** NaN for what is no octal number. */
function octal(field: Uint8Array): number {
  const digits = textOf(field).trim()
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : Number.NaN
}

function nameOf(bytes: Uint8Array, at: number): string {
  const name = textOf(bytes.subarray(at, at + 100))
  const isUstar = textOf(bytes.subarray(at + 257, at + 262)) === 'ustar'
  const prefix = isUstar ? textOf(bytes.subarray(at + 345, at + 500)) : ''
  return prefix === '' ? name : `${prefix}/${name}`
}

/** Records are lines "25 path=some/where.pb.gz", with their length in bytes. */
function paxPath(content: Uint8Array): string | undefined {
  return /^\d+ path=(.*)$/m.exec(textOf(content.subarray(0, 1 << 16)))?.[1]
}

/** Up to the first NUL. */
function textOf(field: Uint8Array): string {
  const end = field.indexOf(0)
  return new TextDecoder().decode(end < 0 ? field : field.subarray(0, end))
}

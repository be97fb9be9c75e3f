import { ProfileError } from '../../profile/error.ts'
import type { Recognizer } from './head.ts'

// Binary data that went through something that takes it for text.

/** What becomes of gzip's second byte, 8b: in UTF-8, and in code pages of Windows and DOS. */
const SECOND_BYTES: readonly (readonly number[])[] = [
  [0xef, 0xbf, 0xbd],
  [0xc2, 0x8b],
  [0xe2, 0x80, 0xb9],
  [0xc3, 0xaf],
  [0x3f],
]

const HOW =
  'Download it as it is: `curl -o FILE URL`, `wget -O FILE URL`, in PowerShell `curl.exe -o FILE URL` or `Invoke-WebRequest URL -OutFile FILE` (its `>` rewrites bytes), in JavaScript arrayBuffer() rather than text().'

export const mangledGzip: Recognizer = ({ bytes }) => {
  if (bytes[0] !== 0x1f) return null
  const second = SECOND_BYTES.find((all) => all.every((byte, i) => bytes[i + 1] === byte))
  // Behind it comes the method, which is always 8.
  if (!second || bytes[1 + second.length] !== 8) return null
  const hex = [...bytes.subarray(0, 2 + second.length)].map(hexOf).join(' ')
  return new ProfileError(
    'not-a-profile',
    `This was a gzip file until something decoded it as text: it begins ${hex} instead of 1f 8b 08, and what was replaced is lost.`,
    HOW,
    1,
  )
}

/** So many marks of what was no UTF-8 are no chance, in what is no text. */
const MANY = 8
const LOOKED_AT = 8192

/** Other binary data, such as a profile that is not packed: full of U+FFFD as UTF-8 writes it. */
export const mangledBinary: Recognizer = ({ bytes }) => {
  let marks = 0
  let hasControls = false
  const end = Math.min(bytes.length, LOOKED_AT)
  for (let at = 0; at < end; at++) {
    const byte = bytes[at]!
    if (byte === 0xef && bytes[at + 1] === 0xbf && bytes[at + 2] === 0xbd) {
      marks++
      at += 2
      // Bytes that no text has: it is binary still.
    } else if (byte >= 0xf8 || byte === 0xc0 || byte === 0xc1) return null
    else if (byte < 9) hasControls = true
  }
  if (marks < MANY || !hasControls) return null
  return new ProfileError(
    'not-a-profile',
    `This was binary data until something decoded it as text: ${marks} of its first ${end} characters are the bytes ef bf bd, which stand for what was replaced and is lost.`,
    HOW,
  )
}

function hexOf(byte: number): string {
  return byte.toString(16).padStart(2, '0')
}

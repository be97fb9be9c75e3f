const letters: Record<string, string> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
}

/** Undoes the escapes of a quoted Go string. Bytes (`\xff`) are what is not valid UTF-8: they read as U+FFFD. */
export function unquote(quoted: string): string {
  const escaped = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/g
  return quoted.replace(escaped, (_, byte?: string, short?: string, long?: string, one = '') => {
    if (byte) return byte < '80' ? String.fromCharCode(Number.parseInt(byte, 16)) : '\ufffd'
    const code = Number.parseInt(short ?? long ?? '', 16)
    if (Number.isNaN(code)) return letters[one] ?? one
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
  })
}

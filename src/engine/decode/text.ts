/** What the beginning of a file tells about it as a text. */

const HEAD = 512

/** The first characters, without blanks before them; bytes beyond ASCII one by one. */
export function headOf(bytes: Uint8Array): string {
  return new TextDecoder('latin1').decode(bytes.subarray(0, HEAD)).trimStart()
}

/** Whether the beginning has no control characters but blanks and line ends, and none beyond ASCII. */
export function isText(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 256).every((byte) => byte >= 0x20 || (byte >= 0x09 && byte <= 0x0d))
}

/** Whether it begins as HTML or XML does. */
export function startsAsHtml(bytes: Uint8Array): boolean {
  return /^(<!doctype html|<html|<head|<\?xml|<body)/i.test(headOf(bytes))
}

/** Whether it begins as JSON does. */
export function startsAsJson(bytes: Uint8Array): boolean {
  return /^(\{\s*("|\}|$)|\[\s*([{["\d\]]|$))/.test(headOf(bytes.subarray(0, 64)))
}

/** HTML, XML or JSON. */
export function startsAsMarkup(bytes: Uint8Array): boolean {
  return startsAsHtml(bytes) || startsAsJson(bytes)
}

/**
 * Go's number formatting, where it differs from JavaScript's: both are exact, but Go rounds an
 * exact tie to the even digit, JavaScript away from zero.
 */

/** Go's `%.Nf`. */
export function toFixedEven(value: number, digits: number): string {
  const away = value.toFixed(digits)
  // A decimal tie at this digit is a dyadic fraction: an odd multiple of 2^-(digits + 1).
  if ((Math.abs(value) * 2 ** (digits + 1)) % 2 !== 1) return away
  // It has exactly one digit more, a 5.
  const towards = value.toFixed(digits + 1).replace(/\.?5$/, '')
  return Number(towards.at(-1)) % 2 === 0 ? towards : away
}

/** Go's `%.2g`. */
export function toTwoDigits(value: number): string {
  if (value === 0) return '0'
  const [mantissa, exponentText] = value.toExponential(1).split('e') as [string, string]
  let digits = mantissa
  const exponent = Number(exponentText)
  // toExponential is exact with enough digits: "d.d5000…" is a tie.
  const exact = Math.abs(value).toExponential(40)
  if (/^\d\.\d50*e/.test(exact)) {
    const kept = exact.slice(0, 3)
    if (Number(kept[2]) % 2 === 0) digits = value < 0 ? `-${kept}` : kept
  }
  if (exponent < -4 || exponent >= 2) {
    const sign = exponent < 0 ? '-' : '+'
    return `${digits.replace(/\.0$/, '')}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  return String(Number(`${digits}e${exponent}`))
}

/** Orders texts as Go does, by their UTF-8 bytes (which is the order of their code points). */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i)
    const y = b.charCodeAt(i)
    if (x === y) continue
    // A surrogate stands for a code point above all that one unit can hold.
    const xHigh = x >= 0xd800 && x <= 0xdfff
    const yHigh = y >= 0xd800 && y <= 0xdfff
    if (xHigh !== yHigh) return xHigh ? 1 : -1
    return x - y
  }
  return a.length - b.length
}

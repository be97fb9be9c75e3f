import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { toFixedEven, toTwoDigits } from '../../src/engine/profile/format.ts'

// Many runs, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 })

/** Go prints numbers exactly and rounds ties to the even digit: here with whole numbers of any size. */

/** A finite double of no sign as numerator and denominator. */
function fraction(value: number): [bigint, bigint] {
  let denominator = 1n
  let numerator = Math.abs(value)
  while (!Number.isInteger(numerator)) {
    numerator *= 2
    denominator *= 2n
  }
  return [BigInt(numerator), denominator]
}

function divideEven(numerator: bigint, denominator: bigint): bigint {
  const below = numerator / denominator
  const twice = (numerator % denominator) * 2n
  const up = twice > denominator || (twice === denominator && below % 2n === 1n)
  return up ? below + 1n : below
}

function slowFixed(value: number, digits: number): string {
  const [numerator, denominator] = fraction(value)
  const scaled = divideEven(numerator * 10n ** BigInt(digits), denominator)
  const text = scaled.toString().padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits)
  const sign = value < 0 ? '-' : ''
  return `${sign}${whole}${digits === 0 ? '' : `.${text.slice(-digits)}`}`
}

function slowTwoDigits(value: number): string {
  if (value === 0) return '0'
  const [numerator, denominator] = fraction(value)
  let exponent = 0
  const tens = (power: number): bigint => 10n ** BigInt(Math.max(0, power))
  const rounded = (): bigint =>
    divideEven(numerator * tens(1 - exponent), denominator * tens(exponent - 1))
  while (numerator * tens(-exponent) >= denominator * tens(exponent) * 10n) exponent++
  while (numerator * tens(-exponent) < denominator * tens(exponent)) exponent--
  if (rounded() === 100n) exponent++
  const digits = rounded()
  const sign = value < 0 ? '-' : ''
  if (exponent < -4 || exponent >= 2) {
    const mantissa = digits % 10n === 0n ? `${digits / 10n}` : `${digits / 10n}.${digits % 10n}`
    const power = String(Math.abs(exponent)).padStart(2, '0')
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${power}`
  }
  return sign + String(Number(digits) / 10 ** (1 - exponent))
}

/** Any number, and those with few binary digits behind the point: among them are the ties. */
const number = fc.oneof(
  fc.double({ min: -1e15, max: 1e15, noNaN: true }),
  fc.double({ min: -10, max: 10, noNaN: true }),
  fc.tuple(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.nat(12)).map(([n, e]) => n / 2 ** e),
  fc.tuple(fc.maxSafeInteger(), fc.nat(4)).map(([n, e]) => n / 2 ** e),
)

describe('numbers are printed as Go does', () => {
  test('with a number of decimals', () => {
    fc.assert(
      fc.property(number, fc.nat(3), (value, digits) => {
        // JavaScript has no sign for what rounds to zero from below where Go has one.
        const unsigned = (text: string): string => text.replace(/^-(?=[0.]*$)/, '')
        expect(unsigned(toFixedEven(value, digits))).toBe(unsigned(slowFixed(value, digits)))
      }),
      { numRuns: 2000 },
    )
  })

  test('with two digits', () => {
    fc.assert(
      fc.property(fc.oneof(number, fc.double({ noNaN: true, min: 1e-30, max: 1e30 })), (value) => {
        expect(toTwoDigits(value)).toBe(slowTwoDigits(value))
      }),
      { numRuns: 2000 },
    )
  })
})

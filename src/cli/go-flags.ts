/** The type of a flag: `list` is a string that may be given several times. */
export type FlagKind = 'bool' | 'int' | 'float' | 'string' | 'list'

export interface Flags {
  /**
   * The values of the flags that were given, in order; of a switch "true" or "false", of a number
   * its decimal form.
   */
  readonly given: ReadonlyMap<string, readonly string[]>
  /** The arguments after the flags. */
  readonly rest: readonly string[]
  readonly help: boolean
}

/** An error in the command line. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

const ON = ['1', 't', 'T', 'true', 'TRUE', 'True']
const OFF = ['0', 'f', 'F', 'false', 'FALSE', 'False']
/** A whole number as Go writes it: 10, 0x1f, 0b11, 0o17 or 017, with _ between digits. */
const WHOLE =
  /^([+-]?)(?:0x((?:_?[\da-f])+)|0b((?:_?[01])+)|0o?((?:_?[0-7])+)|(0|[1-9](?:_?\d)*))$/i
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const INFINITE = /^([+-]?)inf(inity)?$/i

/**
 * Parses arguments as Go's flag package does: -name, --name, -name=value, -name value. The first
 * argument without a dash ends the flags, and so does "--".
 * @throws UsageError in Go's words for an unknown flag or an invalid value
 */
export function parseFlags(args: readonly string[], kinds: ReadonlyMap<string, FlagKind>): Flags {
  const given = new Map<string, string[]>()
  let at = 0
  while (at < args.length) {
    const arg = args[at]!
    if (!/^-./s.test(arg)) break
    at++
    if (arg === '--') break
    const [, name, inline] = /^--?([^-=][^=]*)(?:=(.*))?$/s.exec(arg) ?? []
    if (name === undefined) throw new UsageError(`bad flag syntax: ${arg}`)
    const kind = kinds.get(name)
    if (!kind) {
      if (name === 'help' || name === 'h') return { given, rest: [], help: true }
      throw new UsageError(`flag provided but not defined: -${name}`)
    }
    const value = inline ?? (kind === 'bool' ? 'true' : args[at++])
    if (value === undefined) throw new UsageError(`flag needs an argument: -${name}`)
    const texts = given.get(name) ?? []
    given.set(name, texts)
    texts.push(read(name, kind, value))
  }
  return { given, rest: args.slice(at), help: false }
}

function read(name: string, kind: FlagKind, text: string): string {
  switch (kind) {
    case 'bool':
      if (ON.includes(text)) return 'true'
      if (OFF.includes(text)) return 'false'
      throw new UsageError(
        `invalid boolean value ${JSON.stringify(text)} for -${name}: parse error`,
      )
    case 'int':
      return String(readNumber(name, text, wholeNumber))
    case 'float':
      return String(readNumber(name, text, decimalNumber))
    case 'string':
    case 'list':
      return text
  }
}

function readNumber(name: string, text: string, parse: (text: string) => number | null): number {
  const value = parse(text)
  const wrong = value === null ? 'parse error' : Number.isNaN(value) ? 'value out of range' : ''
  if (wrong)
    throw new UsageError(`invalid value ${JSON.stringify(text)} for flag -${name}: ${wrong}`)
  return value!
}

/** @returns null if it is not a number, NaN if it is beyond 64 bits */
function wholeNumber(text: string): number | null {
  const [, sign, hex, binary, octal, decimal] = WHOLE.exec(text) ?? []
  const digits =
    (hex && `0x${hex}`) || (binary && `0b${binary}`) || (octal && `0o${octal}`) || decimal
  if (digits === undefined) return null
  const size = BigInt(digits.replaceAll('_', ''))
  const value = sign === '-' ? -size : size
  return BigInt.asIntN(64, value) === value ? Number(value) : Number.NaN
}

/** @returns null if it is not a number, NaN if it is beyond the range of doubles */
function decimalNumber(text: string): number | null {
  const infinite = INFINITE.exec(text)
  if (infinite) return infinite[1] === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY
  if (!DECIMAL.test(text)) return null
  const value = Number(text)
  return Number.isFinite(value) ? value : Number.NaN
}

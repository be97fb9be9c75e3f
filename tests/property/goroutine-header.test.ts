import fc from 'fast-check'
import { expect, test } from 'vitest'
import { HeaderReader } from '../../src/engine/decode/goroutine-dump/header.ts'
import { MINUTES, readStatus } from '../../src/engine/decode/goroutine-dump/status.ts'
import type { NewLabel } from '../../src/engine/profile/builder.ts'

/** What the runtime knows of a goroutine when it prints its header. */
interface Parts {
  readonly id: number
  readonly registers: string
  readonly state: string
  readonly leaked: boolean
  readonly scanned: boolean
  readonly durable: boolean
  readonly minutes: number
  readonly locked: boolean
  readonly bubble: number
  readonly labels: readonly (readonly [key: string, value: string])[]
}

const text = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.constantFrom(
    'tenant',
    'GET /x',
    '}]:',
    '] {a: b}:',
    '"',
    '\\',
    '\\"',
    ', ',
    'goroutine 5 [running]:',
    'line\nbreak\r\tand\u007ftab',
    'größe',
    '😀',
    '2 minutes',
    '',
  ),
)

const parts: fc.Arbitrary<Parts> = fc.record({
  id: fc.nat(),
  registers: fc.constantFrom('', 'gp=0xc000002380 m=nil ', 'gp=0x5b0d40 m=12 mp=0xc000100008 '),
  // Of runtime2.go and traceback.go, those with brackets, commas' neighbours and dots in them.
  state: fc.constantFrom(
    'running',
    'waiting for cgo callback',
    'select',
    'select (no cases)',
    'chan receive (nil chan)',
    'GC worker (idle)',
    'GOMAXPROCS updater (idle)',
    'sync.RWMutex.RLock',
    'chan receive (synctest)',
    'synctest.Run',
    'GC weak to strong wait',
    '???',
  ),
  leaked: fc.boolean(),
  scanned: fc.boolean(),
  durable: fc.boolean(),
  minutes: fc.oneof(fc.constant(0), fc.nat(100_000)),
  locked: fc.boolean(),
  bubble: fc.nat(3),
  labels: fc.array(fc.tuple(text, text), { maxLength: 4 }),
})

/** How the versions of Go print labels. */
const forms = {
  'Go 1.26, in the brackets': (p: Parts): string =>
    `${status(p)}${p.labels.length === 0 ? '' : ` labels:{${list(p, quoted)}}`}]:`,
  'Go 1.27, behind them': (p: Parts): string =>
    `${status(p)}]${p.labels.length === 0 ? '' : ` {${list(p, quotedIfNeeded)}}`}:`,
  'as proposed, all quoted and without a blank': (p: Parts): string =>
    `${status(p)}]${p.labels.length === 0 ? '' : `{${list(p, quoted)}}`}:`,
  'before what else is said': (p: Parts): string => {
    const labels = p.labels.length === 0 ? '' : ` {${list(p, quotedIfNeeded)}}`
    const [first, ...more] = status(p).split(', ')
    return `${[first + labels, ...more].join(', ')}]:`
  },
}

function status(p: Parts): string {
  return [
    `goroutine ${p.id} ${p.registers}[${p.state}`,
    p.leaked ? ' (leaked)' : '',
    p.scanned ? ' (scan)' : '',
    p.durable ? ' (durable)' : '',
    p.minutes > 0 ? `, ${p.minutes} minutes` : '',
    p.locked ? ', locked to thread' : '',
    p.bubble > 0 ? `, synctest bubble ${p.bubble}` : '',
  ].join('')
}

function list({ labels }: Parts, print: (text: string) => string): string {
  return labels.map(([key, value]) => `${print(key)}: ${print(value)}`).join(', ')
}

/** (print.go, printquoted) */
function quoted(text: string): string {
  const escapes: Record<string, string> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }
  const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, '0')
  const escaped = Array.from(text, (char) => {
    const code = char.codePointAt(0)!
    if (escapes[char] !== undefined) return escapes[char]
    if (char === '\\' || char === '"') return `\\${char}`
    if (code >= 0x20 && code <= 0x7e) return char
    if (code < 0x7f) return `\\x${hex(code, 2)}`
    return code < 0x10000 ? `\\u${hex(code, 4)}` : `\\U${hex(code, 8)}`
  })
  return `"${escaped.join('')}"`
}

/** (traceback.go, tracebackStringNeedsQuoting) */
function quotedIfNeeded(text: string): string {
  return /^[A-Za-z0-9./_]*$/.test(text) ? text : quoted(text)
}

/** The labels that the parts must come back as. */
function expected(p: Parts): NewLabel[] {
  const read: NewLabel[] = [{ key: 'state', text: p.state }]
  if (p.leaked) read.push({ key: 'leaked', text: 'yes' })
  if (p.durable) read.push({ key: 'durable', text: 'yes' })
  if (p.minutes > 0) read.push({ key: 'wait', number: p.minutes, unit: MINUTES })
  if (p.locked) read.push({ key: 'locked to thread', text: 'yes' })
  if (p.bubble > 0) read.push({ key: 'synctest bubble', text: String(p.bubble) })
  for (const [key, value] of p.labels) {
    read.push({ key: key, text: value })
  }
  return read
}

test.each(Object.entries(forms))('a header gives back its parts: %s', (_form, print) => {
  const behind = fc.constantFrom('', ' | pod=web-1', '\r')
  fc.assert(
    fc.property(parts, behind, (p, rest) => {
      const header = print(p)
      const bytes = new TextEncoder().encode(header + rest)
      const reader = new HeaderReader(bytes)
      expect(reader.read(0, bytes.length)).toBe(true)
      expect(reader.id).toBe(p.id)
      expect(reader.to).toBe(header.length - 1)
      const status = new TextDecoder().decode(bytes.subarray(reader.from, reader.to))
      expect(readStatus(status)).toEqual(expected(p))
    }),
    { numRuns: 1000 },
  )
})

test('what is no header is told in linear time', () => {
  for (const piece of [
    'goroutine 1 [',
    'goroutine 1 [{',
    'goroutine 1 [x] {"',
    'goroutine 1 [x]: ',
  ]) {
    const bytes = new TextEncoder().encode(piece.repeat(100_000))
    const reader = new HeaderReader(bytes)
    const started = performance.now()
    for (let at = 0; at < bytes.length; at += piece.length) reader.read(at, bytes.length)
    expect(performance.now() - started).toBeLessThan(2000)
  }
})

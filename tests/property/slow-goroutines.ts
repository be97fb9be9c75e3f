import { readStatus } from '../../src/engine/decode/goroutine-dump/status.ts'

/** A goroutine as text: the same for the slow parser and for what the profile has of it. */
export interface PlainGoroutine {
  readonly id: number
  /** Innermost first; calls inlined into the same one are joined by " + ". */
  readonly stack: readonly string[]
  readonly labels: string
}

const decoder = new TextDecoder()

/** The decoder's rules in the plainest way: a string, its lines, regular expressions. */
export function slowGoroutines(bytes: Uint8Array): PlainGoroutine[] {
  // A character is a byte, until a text is complete.
  const lines = Buffer.from(bytes).toString('latin1').split('\n')
  if (lines.at(-1) === '') lines.pop()
  const found: PlainGoroutine[] = []
  for (let i = 0; i < lines.length; i++) {
    const begin = headerIn(lines[i]!, lines.slice(i + 1, i + 5))
    if (!begin) continue
    let { header, around, doubtful } = begin
    const block: string[] = []
    let inside = true
    const finish = (): void => {
      if (!inside) return
      const goroutine = readBlock(header, block.splice(0))
      if (!doubtful || goroutine.stack.length > 0) found.push(goroutine)
      inside = false
    }
    for (i++; i < lines.length; i++) {
      const line = textOf(lines[i]!, around)
      if (line === null) {
        if (inside || !lines[i]!.includes('goroutine ')) continue
        break
      }
      if (line === '') finish()
      else if (wholeHeader(line)) {
        finish()
        header = line
        doubtful = false
        inside = true
      } else if (inside) block.push(line)
      else break
    }
    finish()
    i--
  }
  return found
}

const LABELS = String.raw`\{(?:"(?:[^"\\]|\\.)*"|[^"}])*\}`
const HEADER = new RegExp(
  String.raw`^goroutine (\d{1,15}) (?:gp=.{0,75}? )?\[((?:${LABELS}|[^\]{])*\](?: ?${LABELS}| ?\([A-Za-z0-9 \t]*\)|,[A-Za-z0-9 \t]*)*):`,
  's',
)

function wholeHeader(line: string): boolean {
  return HEADER.exec(line)?.[0].length === line.length
}

/** What a log puts around each line. */
interface Around {
  readonly prefix: string
  readonly suffix: string
}

function headerIn(
  line: string,
  next: readonly string[],
): { header: string; around: Around; doubtful: boolean } | null {
  for (const { index } of line.matchAll(/goroutine /g)) {
    const header = HEADER.exec(line.slice(index))?.[0]
    if (header === undefined) continue
    const prefix = line.slice(0, index)
    const suffix = trimmed(line.slice(index + header.length))
    const has = (around: Around): boolean => {
      const deciding = next.find((text) => textOf(text, around) !== null || /^[ \t]/.test(text))
      return deciding !== undefined && textOf(deciding, around) !== null
    }
    if (has({ prefix, suffix })) return { header, around: { prefix, suffix }, doubtful: false }
    const around = { prefix: '', suffix }
    if (suffix === '' || has(around)) return { header, around, doubtful: prefix !== '' }
  }
  return null
}

function trimmed(text: string): string {
  return text.replace(/[ \t\r]+$/, '')
}

const NUMBER = / *\d+(?:[.,]\d+)*/y

/** null: the line has something else around it. Numbers are as good as other numbers. */
function textOf(line: string, { prefix, suffix }: Around): string | null {
  const text = withoutPrefix(trimmed(line), prefix)
  return text === null || suffix === '' ? text : withoutSuffix(text, suffix)
}

function withoutPrefix(line: string, prefix: string): string | null {
  const numberAt = (text: string, at: number): string => {
    NUMBER.lastIndex = at
    return NUMBER.exec(text)?.[0] ?? ''
  }
  let at = 0
  for (let i = 0; i < prefix.length; ) {
    if (at >= line.length) return /^ *$/.test(prefix.slice(i)) ? '' : null
    const number = numberAt(prefix, i)
    const other = number === '' ? '' : numberAt(line, at)
    if (number !== '' && other === '') return null
    if (number === '' && prefix[i] !== line[at]) return null
    i += number.length || 1
    at += other.length || 1
  }
  return line.slice(at)
}

function withoutSuffix(text: string, suffix: string): string | null {
  const pattern = (end: string): string =>
    end.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\d+/g, '\\d+')
  const end = new RegExp(`^(.*?)${pattern(suffix)}$`, 's').exec(text)
  if (end) return trimmed(end[1]!)
  return new RegExp(`^${pattern(suffix.trimStart())}$`, 's').test(text) && /^ /.test(suffix)
    ? ''
    : null
}

/** A place in a log that trims lines. */
const TRIMMED =
  /^(?=.*[0-9a-fA-F]$)(?=[^ \t]*[/\\])[^ \t]*:(?!0+(?:$| ))\d{1,9}(?:(?: \+[^ ]{0,22}| [^ ]{2}=[^ ]{0,20})*)$/s

function readBlock(header: string, lines: readonly string[]): PlainGoroutine {
  const [, id = '', status = ''] = HEADER.exec(header)!
  const stack: string[] = []
  let creator: string | undefined
  let call: { name: string; inlined: boolean } | undefined
  let open: string[] = []
  const close = (): void => {
    if (open.length > 0) stack.push(open.join(' + '))
    open = []
  }
  for (const line of lines) {
    if (/^[ \t]/.test(line) || (call && TRIMMED.test(line))) {
      if (!call) {
        if (line.endsWith('stack unavailable')) stack.push('(stack unavailable):0')
        continue
      }
      const place = /^[ \t]*(.*?)((?: \+[^ ]{0,22}| [^ ]{2}=[^ ]{0,20})*)$/s.exec(line)!
      const [, file = place[1]!, number = '0'] = /^(.*):(\d{1,9})$/s.exec(place[1]!) ?? []
      const name = call.name === 'panic' ? 'runtime.gopanic' : utf8(call.name)
      open.push(`${name} ${utf8(file)}:${Number(number)}`)
      if (!call.inlined || place[2]!.includes(' +')) close()
      call = undefined
    } else if (line.startsWith('created by ')) {
      creator = line.slice(11).replace(/ in goroutine \d+$/, '')
      break
    } else if (line.startsWith('...') && line.endsWith('frames elided...')) {
      close()
      stack.push('(frames elided):0')
    } else if (line.startsWith('[originating from goroutine ')) break
    else {
      const [, name = line, args = ''] = /^(.+)(\([^(]*\))$/s.exec(line) ?? []
      call = { name, inlined: args === '(...)' }
    }
  }
  close()
  const labels = readStatus(utf8(status)).map((label) =>
    'text' in label
      ? `${label.key}=${label.text}`
      : `${label.key}=${label.number} ${label.unit ?? ''}`,
  )
  if (creator !== undefined) labels.push(`created by=${utf8(creator)}`)
  return { id: Number(id), stack, labels: labels.join(', ') }
}

function utf8(latin1: string): string {
  return decoder.decode(Buffer.from(latin1, 'latin1'))
}

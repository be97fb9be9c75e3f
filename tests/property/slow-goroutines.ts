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
    let { header, prefix, doubtful } = begin
    const block: string[] = []
    const finish = (): void => {
      const goroutine = readBlock(header, block.splice(0))
      if (!doubtful || goroutine.stack.length > 0) found.push(goroutine)
    }
    for (i++; i < lines.length; i++) {
      const line = withoutPrefix(lines[i]!.replace(/\r$/, ''), prefix)
      if (line === null) continue
      if (line === '') break
      if (HEADER.test(line)) {
        finish()
        header = line
        doubtful = false
      } else block.push(line)
    }
    finish()
  }
  return found
}

const HEADER = /^goroutine (\d{1,15}) (?:gp=.{0,75}? )?\[(.*[\]}]):$/s

function headerIn(
  line: string,
  next: readonly string[],
): { header: string; prefix: string; doubtful: boolean } | null {
  const text = line.replace(/\r$/, '')
  for (const { index } of text.matchAll(/goroutine /g)) {
    const header = text.slice(index)
    if (!HEADER.test(header)) continue
    const prefix = text.slice(0, index)
    const hasIt = (text: string): boolean => withoutPrefix(text.replace(/\r$/, ''), prefix) !== null
    const deciding = next.find((text) => hasIt(text) || /^[ \t]/.test(text))
    const has = deciding !== undefined && hasIt(deciding)
    return { header, prefix: has ? prefix : '', doubtful: prefix !== '' && !has }
  }
  return null
}

/** null: the line has another. Digits are as good as other digits. */
function withoutPrefix(line: string, prefix: string): string | null {
  const pattern = (text: string): string =>
    text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\d+/g, '\\d+')
  const begin = new RegExp(`^${pattern(prefix)}`).exec(line)
  if (begin) return line.slice(begin[0].length)
  const blank = new RegExp(`^${pattern(prefix.replace(/ +$/, ''))} *$`).test(line)
  return blank && / $/.test(prefix) ? '' : null
}

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
    if (/^[ \t]/.test(line)) {
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

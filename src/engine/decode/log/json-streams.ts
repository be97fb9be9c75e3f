import { NEWLINE } from '../bytes.ts'
import { TextWriter } from './text-writer.ts'

/** Fields that tell what wrote a record, where several write to one log. */
const WRITER =
  /"(?:stream|Package|_HOSTNAME|_PID|_TRANSPORT|SYSLOG_IDENTIFIER|host|hostname|pid|container|container_name|container_id|pod|pod_name|namespace|service|instance)"\s*:\s*("[^"]{0,200}"|\d{1,20})/g

const TIME =
  /"(?:time|ts|timestamp|@timestamp|eventTime|__REALTIME_TIMESTAMP)"\s*:\s*("[^"]{8,40}"|\d{9,20}(?:\.\d+)?)/

/** Bytes before and behind a message in which such fields are looked for. */
const NEAR = 512
/** What stands between two records of a list. */
const BETWEEN = /\}\s*,\s*\{/

/** Writers that are distinguished. */
const MOST_WRITERS = 1000

/** Where a record's message stands. */
interface Place {
  readonly key: number
  /** Behind the message. */
  readonly behind: number
  /** Of the line. */
  readonly end: number
}

const decoder = new TextDecoder('latin1')

/** The messages of records, those of each writer together. */
export class JsonStreams {
  private readonly writers = new Map<string, TextWriter>()
  private readonly current = new TextWriter()

  /** Where the next message is to be written. */
  message(): TextWriter {
    this.current.clear()
    return this.current
  }

  /** Takes the message that was written, of the record that stands there. */
  add(bytes: Uint8Array, { key, behind, end }: Place): void {
    const message = this.current.written()
    const near = bytes.subarray(Math.max(0, key - NEAR), key)
    const before = decoder.decode(near.subarray(near.lastIndexOf(NEWLINE) + 1))
    const after = decoder.decode(bytes.subarray(behind, Math.min(end, behind + NEAR)))
    const record = `${before.split(BETWEEN).at(-1)} ${after.split(BETWEEN)[0]}`
    const out = this.writer(Array.from(record.matchAll(WRITER), ([, value]) => value).join())
    const newline = message.indexOf(NEWLINE)
    const isOneLine = newline < 0 || newline === message.length - 1
    // A dump begins: keep the time for the reader of the text.
    if (!(isOneLine && out.isInStack) && mentionsGoroutine(message)) out.text(timeIn(record))
    out.bytes(message)
    if (newline < 0) out.byte(NEWLINE)
    else if (!isOneLine) out.text('\n\n')
  }

  written(): Uint8Array {
    const all = new TextWriter()
    for (const out of this.writers.values()) {
      all.copy(out.written())
      all.copy(END)
    }
    return all.written()
  }

  private writer(name: string): TextWriter {
    const known = this.writers.get(name)
    if (known) return known
    if (this.writers.size >= MOST_WRITERS) return [...this.writers.values()].at(-1)!
    const writer = new TextWriter()
    this.writers.set(name, writer)
    return writer
  }
}

const END = Uint8Array.of(NEWLINE, NEWLINE)
const GOROUTINE = new TextEncoder().encode('goroutine ')

/** In its first lines, which is where a header would stand. */
function mentionsGoroutine(message: Uint8Array): boolean {
  const at = message.subarray(0, NEAR).indexOf(GOROUTINE[0]!)
  return at >= 0 && decoder.decode(message.subarray(0, NEAR)).includes('goroutine ')
}

/** A line that says when the record was written; "" if it does not say. */
function timeIn(record: string): string {
  const value = TIME.exec(record)?.[1]?.replaceAll('"', '')
  if (value === undefined) return ''
  if (!/^\d{9,20}(\.\d+)?$/.test(value)) return `${value}\n`
  // Since 1970, in seconds, milliseconds, microseconds or nanoseconds, by the number's size.
  const unit = [1e11, 1e14, 1e17].findIndex((most) => Number(value) < most)
  const millis = Number(value) / [1e-3, 1, 1e3, 1e6].at(unit)!
  const date = new Date(millis)
  return Number.isNaN(date.getTime()) ? '' : `${date.toISOString()}\n`
}

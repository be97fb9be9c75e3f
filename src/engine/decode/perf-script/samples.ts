import { type NewLabel, ProfileBuilder } from '../../profile/builder.ts'
import { withRoom } from '../../profile/columns.ts'
import type { LabelSetIndex, LocationIndex, MappingIndex, StackIndex } from '../../profile/ids.ts'
import { NONE } from '../../profile/ids.ts'
import { mainMappingFirst } from '../../profile/main-mapping.ts'
import type { Profile, ValueType } from '../../profile/profile.ts'
import { parseHex } from '../legacy/numbers.ts'
import type { EventLine, FrameLine } from './lines.ts'

/** Events that have a column of their own; of more, the samples are counted and labelled. */
const MOST_COLUMNS = 16

/** A call with the place that `-F +srcline` tells. */
export interface Call extends FrameLine {
  file: string
  line: number
}

/** Events whose period is a time. */
const clocks = /^(cpu-clock|task-clock)\b/

/**
 * Gathers the samples of a recording. The types of the profile are known at the end only, when all
 * events have been met; so the rows are kept as numbers until then.
 */
export class Samples {
  count = 0
  private readonly builder = new ProfileBuilder([])
  private readonly events = new Map<string, { index: number; count: number; hasPeriod: boolean }>()
  private readonly mappings = new Map<string, MappingIndex>()
  private readonly locations = new Map<string, LocationIndex>()
  private stack = new Uint32Array(256)
  private threads = new Uint32Array(256)
  private event = new Uint32Array(256)
  private period = new Float64Array(256)
  private readonly threadIndex = new Map<string, number>()
  private readonly threadLabels: NewLabel[][] = []
  private first = Number.POSITIVE_INFINITY
  private last = Number.NEGATIVE_INFINITY

  /** @param calls innermost first; inlined ones stand before the call that they are in */
  add(head: EventLine, calls: readonly Call[]): void {
    const row = this.count++
    this.stack = withRoom(this.stack, this.count)
    this.threads = withRoom(this.threads, this.count)
    this.event = withRoom(this.event, this.count)
    this.period = withRoom(this.period, this.count)
    this.stack[row] = this.stackOf(calls)
    this.threads[row] = this.thread(head)
    const known = this.events.get(head.event)
    const event = known ?? { index: this.events.size, count: 0, hasPeriod: false }
    if (!known) this.events.set(head.event, event)
    event.count++
    event.hasPeriod ||= !Number.isNaN(head.period)
    this.event[row] = event.index
    this.period[row] = Number.isNaN(head.period) ? 1 : Math.min(head.period, 2 ** 63 - 1024)
    this.first = Math.min(this.first, head.time)
    this.last = Math.max(this.last, head.time)
  }

  warn(message: string): void {
    this.builder.warn(message)
  }

  finish(): Profile {
    const names = [...this.events.keys()]
    const events = [...this.events.values()]
    // Without periods of a single event there is nothing to tell beyond the samples' number.
    const columns =
      events.length > MOST_COLUMNS || (events.length === 1 && !events[0]!.hasPeriod)
        ? []
        : names.map(
            (name): ValueType => ({
              type: name,
              unit: clocks.test(name) ? 'nanoseconds' : 'count',
            }),
          )
    const { builder } = this
    builder.setSampleTypes([{ type: 'samples', unit: 'count' }, ...columns])
    const labelSets = new Map<number, LabelSetIndex>()
    for (let row = 0; row < this.count; row++) {
      const event = this.event[row]!
      // Their number is bounded by that of the lines that name them.
      const key = this.threads[row]! * events.length + event
      let labelSet = labelSets.get(key)
      if (labelSet === undefined) {
        const labels = this.threadLabels[this.threads[row]!]!
        const named = columns.length > 1 || events.length === 1
        labelSet = builder.labelSetOf(
          named ? labels : [...labels, { key: 'event', text: names[event]! }],
        )
        labelSets.set(key, labelSet)
      }
      const values = columns.map((_, column) => (column === event ? this.period[row]! : 0))
      builder.addRow(this.stack[row]!, [1, ...values], labelSet)
    }
    const most = events.reduce((best, { count }, i) => (count > events[best]!.count ? i : best), 0)
    builder.setHeader({
      defaultSampleType: columns[most]?.type ?? 'samples',
      durationNanos:
        this.last > this.first ? BigInt(Math.round((this.last - this.first) * 1e9)) : 0n,
    })
    return mainMappingFirst(builder.build())
  }

  private stackOf(calls: readonly Call[]): StackIndex {
    const stack: LocationIndex[] = []
    let inlined: Call[] = []
    for (const call of calls) {
      inlined.push(call)
      if (call.inlined) continue
      stack.push(this.location(inlined))
      inlined = []
    }
    if (inlined.length > 0) stack.push(this.location(inlined))
    return this.builder.stackOf(stack)
  }

  /** @param calls innermost first, all at one address */
  private location(calls: readonly Call[]): LocationIndex {
    const { address, binary } = calls.at(-1)!
    const key = calls.map((call) => `${call.symbol}\0${call.file}\0${call.line}`).join('\0')
    const place = `${address}\0${binary}\0${key}`
    let location = this.locations.get(place)
    if (location === undefined) {
      location = this.builder.addLocation({
        address: parseHex(address) ?? 0n,
        mapping: this.mapping(binary),
        lines: calls
          .filter(({ symbol }) => symbol !== '')
          .map(({ symbol, file, line }) => ({
            function: this.builder.addFunction({ name: symbol, file }),
            line,
          })),
      })
      this.locations.set(place, location)
    }
    return location
  }

  private mapping(file: string): MappingIndex {
    if (file === '') return NONE
    let mapping = this.mappings.get(file)
    if (mapping === undefined) {
      mapping = this.builder.addMapping({ file })
      this.mappings.set(file, mapping)
    }
    return mapping
  }

  private thread({ comm, pid, tid }: EventLine): number {
    const key = `${pid}/${tid} ${comm}`
    let thread = this.threadIndex.get(key)
    if (thread === undefined) {
      thread = this.threadLabels.length
      const labels: NewLabel[] = [{ key: 'comm', text: comm }]
      if (pid >= 0) labels.push({ key: 'pid', number: pid })
      labels.push({ key: 'tid', number: tid })
      this.threadLabels.push(labels)
      this.threadIndex.set(key, thread)
    }
    return thread
  }
}

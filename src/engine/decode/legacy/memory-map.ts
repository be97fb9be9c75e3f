import { isMainBinary } from '../../profile/main-mapping.ts'
import type { LineReader } from './lines.ts'
import { parseHex } from './numbers.ts'

/** A mapped file (or region) of the profiled process. */
export interface MemoryMap {
  /** First address. */
  start: bigint
  /** One past the last address. */
  limit: bigint
  /** Offset in the file, in bytes. */
  offset: bigint
  file: string
  buildId: string
}

/** Executable mappings that are kept; Linux itself allows a process 65,530 of any kind. */
const MAX_MAPS = 1 << 16

const sentinels = ['--- Memory map: ---', 'MAPPED_LIBRARIES:']

/** Whether the memory map follows behind this line. */
export function isMapSentinel(line: string): boolean {
  return sentinels.some((sentinel) => line.includes(sentinel))
}

/** Skips unused sections, from the current line on, to the memory map. */
export function skipToMap(lines: LineReader): void {
  while (!isMapSentinel(lines.text) && lines.next());
}

const range = String.raw`^\s*(?:0x)?([\da-fA-F]{1,16})(?:\s*-\s*|\s+)(?:0x)?([\da-fA-F]{1,16}):?`
const permissions = String.raw`(?:\s+([-rwxp]+)(?=\s|$))?`

/** `/proc/PID/maps`: start-end permissions offset device inode file */
const procLine = new RegExp(
  String.raw`${range}${permissions}(?:\s+([\da-fA-F]+))?\s+[\da-fA-F]+:[\da-fA-F]+\s+\d+(?:\s+(\S+))?`,
)
/** What other tools write: start-end: permissions file (@offset) build-id, most of it optional */
const briefLine = new RegExp(
  String.raw`${range}${permissions}(?:\s+(\S+))?(?:\s+\(@([\da-fA-F]+)\))?(?:\s+([\da-fA-F]+))?`,
)
/** A prefix of a logger: anything without brackets, file:line] */
const logPrefix = /^[^[\]]+:\d+\]\s/

/**
 * Reads the mappings from the lines behind the current one to the end: the executable ones, as
 * they stand. A line `name=value` lets later lines say `$name`; other lines are passed over.
 */
export function readMaps(lines: LineReader): MemoryMap[] {
  const maps: MemoryMap[] = []
  const attributes = new Attributes()
  while (maps.length < MAX_MAPS && lines.next()) {
    const line = attributes.expand(lines.text.replace(logPrefix, ''))
    const map = parseMap(line)
    if (map === 'unrecognized') attributes.define(line)
    else if (map !== 'not executable') maps.push(map)
  }
  return maps
}

function parseMap(line: string): MemoryMap | 'not executable' | 'unrecognized' {
  let fields: (string | undefined)[] | null = procLine.exec(line)
  if (fields) {
    const [, start, limit, permission, offset, file] = fields
    fields = [start, limit, permission, file, offset]
  } else {
    fields = briefLine.exec(line)?.slice(1) ?? null
  }
  if (!fields) return 'unrecognized'
  const [start = '', limit = '', permission, file = '', offset = '0', buildId = ''] = fields
  if (permission && !permission.includes('x')) return 'not executable'
  const numbers = [start, limit, offset].map(parseHex)
  if (numbers.includes(null)) return 'unrecognized'
  const [from, to, at] = numbers as bigint[]
  return { start: from!, limit: to!, offset: at!, file, buildId }
}

/** The `$name`s of a memory map, bounded in number, length and expansion. */
class Attributes {
  private static readonly maxName = 64
  private static readonly maxValue = 4096
  /** The most `$` of a line that are expanded; a path has one. */
  private static readonly maxUses = 8
  private readonly values = new Map<string, string>()

  define(line: string): void {
    const equals = line.indexOf('=')
    if (equals < 0) return
    const name = line.slice(0, equals).trim()
    const value = line.slice(equals + 1).trim()
    if (name === '' || name.length > Attributes.maxName || value.length > Attributes.maxValue)
      return
    if (!this.values.has(name)) this.values.set(name, value)
  }

  expand(line: string): string {
    if (this.values.size === 0) return line
    let expanded = ''
    let done = 0
    let at = line.indexOf('$')
    for (let use = 0; at >= 0 && use < Attributes.maxUses; use++) {
      const name = this.nameAt(line, at + 1)
      if (name !== '') {
        expanded += line.slice(done, at) + this.values.get(name)
        done = at + 1 + name.length
      }
      at = line.indexOf('$', Math.max(done, at + 1))
    }
    return expanded + line.slice(done)
  }

  /** The longest known name that starts at `from`; "" if there is none. */
  private nameAt(line: string, from: number): string {
    for (let length = Attributes.maxName; length > 0; length--) {
      const name = line.slice(from, from + length)
      if (name.length === length && this.values.has(name)) return name
    }
    return ''
  }
}

/**
 * Undoes what loaders do to the map: parts of one mapping that lie side by side become one, and the
 * main binary (the first that is neither library nor `[vdso]` or the like) comes first.
 */
export function tidyMaps(maps: readonly MemoryMap[]): MemoryMap[] {
  const tidy: MemoryMap[] = []
  for (const map of maps) {
    const last = tidy.at(-1)
    if (!last || !isContinued(last, map)) {
      tidy.push({ ...map })
      continue
    }
    last.limit = map.limit
    if (map.file) last.file = map.file
    if (map.buildId) last.buildId = map.buildId
  }
  const main = tidy.findIndex(({ file }) => isMainBinary(file))
  // The two are swapped: that is the order that pprof prints.
  if (main > 0) [tidy[0], tidy[main]] = [tidy[main]!, tidy[0]!]
  return tidy
}

function isContinued(a: MemoryMap, b: MemoryMap): boolean {
  const agree = (x: string, y: string) => x === '' || y === '' || x === y
  if (!agree(a.file, b.file) || !agree(a.buildId, b.buildId) || a.limit !== b.start) return false
  const offsetsKnown = a.offset !== 0n && b.offset !== 0n
  return !offsetsKnown || BigInt.asUintN(64, a.offset + a.limit - a.start) === b.offset
}

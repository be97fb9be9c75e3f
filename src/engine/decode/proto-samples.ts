import { resized } from '../profile/columns.ts'
import { NONE } from '../profile/ids.ts'
import { LabelInterner, type LabelSets } from '../profile/labels.ts'
import type { Samples, ValueType } from '../profile/profile.ts'
import { StackInterner, type StackTree } from '../profile/stacks.ts'
import type { Checkpoint } from '../progress.ts'
import { type IdIndex, malformed } from './ids.ts'
import { Field, stringIndex, type Texts } from './proto-fields.ts'
import { type Counts, DEEPEST_STACK, MOST_LABELS, tooMuch } from './room.ts'
import type { WireReader } from './wire.ts'

/** Samples between two checkpoints: about ten milliseconds of work. */
const STRIDE = 16384

/** Initial capacity; more are rare, and pages that are not written take no memory. */
const NODES_PER_SAMPLE = 4

export interface DecodedSamples {
  stacks: StackTree
  labels: LabelSets
  samples: Samples
  warnings: string[]
}

/** The third pass: samples, their stacks into one tree, their labels into sets. */
export async function decodeSamples(
  reader: WireReader,
  counts: Counts,
  sampleTypes: readonly ValueType[],
  locationIds: IdIndex,
  texts: Texts,
  checkpoint: Checkpoint,
): Promise<DecodedSamples> {
  if (sampleTypes.length === 0 && counts.samples > 0) {
    throw malformed('it has samples, but does not say what they count')
  }
  const pass = new SamplePass(reader, counts, sampleTypes.length, locationIds, texts)
  let sample = 0
  while (reader.pos < reader.len) {
    const tag = reader.tag()
    if (tag !== ((Field.sample << 3) | 2)) {
      reader.skipType(tag & 7, 0, tag >>> 3)
      continue
    }
    pass.decode(sample++)
    if (sample % STRIDE === 0) await checkpoint('stacks', sample, counts.samples)
  }
  return pass.finish()
}

class SamplePass {
  private readonly stacks: StackInterner
  private readonly labels = new LabelInterner()
  private readonly stack: Uint32Array
  private readonly labelSet: Uint32Array
  private readonly values: Float64Array[]
  /** Made only when a value beyond 2^53 turns up. */
  private exactValues: BigInt64Array[] | undefined
  /** Locations of the sample being read, innermost first. */
  private path = new Int32Array(256)
  private readonly dense: Int32Array

  constructor(
    private readonly reader: WireReader,
    private readonly counts: Counts,
    private readonly types: number,
    private readonly locationIds: IdIndex,
    private readonly texts: Texts,
  ) {
    this.stacks = new StackInterner(counts.samples * NODES_PER_SAMPLE)
    this.stack = new Uint32Array(counts.samples)
    this.labelSet = new Uint32Array(counts.samples)
    this.values = Array.from({ length: types }, () => new Float64Array(counts.samples))
    this.dense = locationIds.dense
  }

  /** Reads the sample that the reader stands at into row `row`. */
  decode(row: number): void {
    const { reader } = this
    const end = reader.fieldEnd()
    let depth = 0
    let value = 0
    while (reader.pos < end) {
      const tag = reader.tag()
      switch (tag) {
        case 0x0a:
          depth = this.decodePath(reader.fieldEnd(), depth)
          break
        case 0x08:
          this.reserve(depth + 1)
          this.path[depth++] = this.location(reader.uint64Key())
          break
        case 0x12: {
          const to = reader.fieldEnd()
          while (reader.pos < to) this.decodeValue(row, value++)
          break
        }
        case 0x10:
          this.decodeValue(row, value++)
          break
        case 0x1a:
          this.decodeLabel()
          break
        default:
          reader.skipType(tag & 7, 0, tag >>> 3)
      }
    }
    if (reader.pos !== end) throw malformed('a sample runs past its end', end)
    if (value !== this.types) {
      throw malformed(`a sample has ${value} values for ${this.types} sample types`, end)
    }
    this.stack[row] = this.stacks.internPath(this.path, 0, depth)
    this.labelSet[row] = this.labels.close()
  }

  finish(): DecodedSamples {
    const { counts, stack, labelSet, values, exactValues } = this
    const samples = { count: counts.samples, stack, labelSet, values }
    return {
      stacks: this.stacks.finish(),
      labels: this.labels.finish(),
      samples: exactValues ? { ...samples, exactValues } : samples,
      warnings: exactValues
        ? ['Some values are beyond 2^53: sums of them are rounded to 16 digits.']
        : [],
    }
  }

  /** Appends packed location ids up to `to` to the `depth` that are there. The hottest loop. */
  private decodePath(to: number, depth: number): number {
    const { reader, dense } = this
    const { buf } = reader
    // An id takes at least a byte, so this is enough room.
    this.reserve(depth + to - reader.pos)
    const { path } = this
    let at = depth
    let { pos } = reader
    while (pos < to) {
      let id = buf[pos++]!
      if (id >= 0x80) {
        const b = buf[pos++]!
        id = (id & 0x7f) | ((b & 0x7f) << 7)
        if (b >= 0x80) {
          const c = buf[pos++]!
          id |= (c & 0x7f) << 14
          if (c >= 0x80) {
            reader.pos = pos - 3
            path[at++] = this.location(reader.uint64Key())
            pos = reader.pos
            continue
          }
        }
      }
      const row = id < dense.length ? dense[id]! : this.locationIds.get(id)
      path[at++] = row === NONE ? this.location(id) : row
    }
    if (pos !== to) throw malformed('a list of locations runs past its end', to)
    reader.pos = pos
    return at
  }

  private location(id: number | bigint): number {
    const row = this.locationIds.get(id)
    if (row === NONE) {
      throw malformed(`a sample refers to location ${id}, which does not exist`, this.reader.pos)
    }
    return row
  }

  private reserve(depth: number): void {
    if (depth > DEEPEST_STACK) {
      throw tooMuch(`A stack has ${depth} calls or more, and at most ${DEEPEST_STACK} are read`)
    }
    if (depth > this.path.length) {
      this.path = resized(this.path, Math.max(depth, this.path.length * 2))
    }
  }

  private decodeValue(row: number, type: number): void {
    const { reader } = this
    const start = reader.pos
    reader.inexact = false
    const value = reader.int64Number()
    // A surplus value is counted by the caller, who then refuses the sample.
    if (type >= this.types) return
    this.values[type]![row] = value
    if (reader.inexact && !this.exactValues) this.exactValues = this.exactCopy()
    if (!this.exactValues) return
    this.exactValues[type]![row] = reader.int64BigAt(start)
  }

  private exactCopy(): BigInt64Array[] {
    return this.values.map((column) => BigInt64Array.from(column, (value) => BigInt(value)))
  }

  private decodeLabel(): void {
    const { reader } = this
    const end = reader.fieldEnd()
    let key = 0
    let str = 0
    let num = 0
    let unit = 0
    let exact: bigint | undefined
    while (reader.pos < end) {
      const tag = reader.tag()
      if (tag === 0x08) key = stringIndex(reader, this.texts)
      else if (tag === 0x10) str = stringIndex(reader, this.texts)
      else if (tag === 0x18) {
        const start = reader.pos
        reader.inexact = false
        num = reader.int64Number()
        exact = reader.inexact ? reader.int64BigAt(start) : undefined
      } else if (tag === 0x20) unit = stringIndex(reader, this.texts)
      else reader.skipType(tag & 7, 0, tag >>> 3)
    }
    if (reader.pos !== end) throw malformed('a label runs past its end', end)
    // Neither text nor number nor unit: pprof takes that for no label.
    if (str === 0 && num === 0 && unit === 0) return
    if (this.labels.entries >= MOST_LABELS) {
      throw tooMuch(`It has more than ${MOST_LABELS} different labels, the most that are read`)
    }
    if (str === 0) this.labels.push(key, 0, num, unit, exact)
    else this.labels.push(key, str, 0, 0)
  }
}

import { makeProgram, type Program, TEXT_START } from './program.ts'
import { Random } from './random.ts'
import { type Recording, record } from './recording.ts'
import { ProtoWriter } from './writer.ts'

export type Kind = 'cpu' | 'heap' | 'goroutine'

export interface ProfileParameters {
  readonly seed: number
  /** Another recording of the same program: the seed of what it did; 0 for the first. */
  readonly recording: number
  readonly samples: number
  readonly functions: number
  /** At least twice `functions`. */
  readonly locations: number
  /** Calls per stack, on average (± 10 % in a program that is large for its samples). */
  readonly meanDepth: number
  readonly kind: Kind
  /** Share of the samples that have labels, 0 … 1. */
  readonly labels: number
}

/**
 * The profile that the bounds of `npm run bench` speak of: about 100 MB inflated.
 *
 * It has 2.49M distinct call paths (2.5 a sample, mean depth 26, 576k distinct stacks), which is
 * what the engine's time and memory depend on most. Measured for comparison: Go's CPU profiles
 * of a small server 2.1 and 2.8 paths a sample, its heap profiles 1.8 to 1.9, stress.200k 3.7
 * (mean depth 29). Profiles of a large service tend to fewer, since prefixes are shared the
 * more, the more samples there are; so this one is on the hard side, without being the 12 paths
 * a sample that a walk with free choice at every call makes.
 */
export const MAIN: ProfileParameters = {
  seed: 1,
  recording: 0,
  samples: 1_000_000,
  functions: 50_000,
  locations: 150_000,
  meanDepth: 25,
  kind: 'cpu',
  labels: 0.35,
}

/** Stands in for stress.200k.pb.gz where that file is not at hand: same counts, same size. */
export const STRESS: ProfileParameters = {
  seed: 2,
  recording: 0,
  samples: 200_000,
  functions: 20_000,
  locations: 60_000,
  meanDepth: 27,
  kind: 'cpu',
  labels: 0.35,
}

const ROUTES = 40
const TENANTS = 25
/** Sizes of blocks that heap samples are told apart by. */
const SIZES = [8, 16, 24, 32, 48, 64, 96, 128, 208, 256, 512, 1024, 2048, 4096, 8192, 32768]

const TYPES: Readonly<Record<Kind, readonly (readonly [string, string])[]>> = {
  cpu: [
    ['samples', 'count'],
    ['cpu', 'nanoseconds'],
  ],
  heap: [
    ['alloc_objects', 'count'],
    ['alloc_space', 'bytes'],
    ['inuse_objects', 'count'],
    ['inuse_space', 'bytes'],
  ],
  goroutine: [['goroutine', 'count']],
}

const PERIOD: Readonly<Record<Kind, readonly [string, string, number]>> = {
  cpu: ['cpu', 'nanoseconds', 10_000_000],
  heap: ['space', 'bytes', 524_288],
  goroutine: ['goroutine', 'count', 1],
}

export interface Generated {
  /** profile.proto, not compressed. */
  readonly bytes: Uint8Array
  /** Distinct call paths in it (nodes of the prefix tree, the root not counted). */
  readonly paths: number
}

/** Equal parameters give equal bytes. */
export function generate(parameters: ProfileParameters): Generated {
  const { seed, samples, functions, locations, meanDepth, kind, labels } = parameters
  const programs = new Random(seed)
  const program = makeProgram(programs, functions, locations)
  const random = parameters.recording === 0 ? programs : new Random(parameters.recording)
  const sizes = kind === 'heap' ? SIZES.length : 1
  const recording = record(random, program, samples, meanDepth, (draw, entry) => {
    const size = draw.warm(sizes)
    if (!draw.chance(labels)) return size
    // A handler serves one route; tenants are unequally busy.
    return size + sizes * (1 + (entry % ROUTES) * TENANTS + draw.hot(TENANTS))
  })
  return {
    bytes: encode(parameters, program, recording, random),
    paths: recording.stacks.count - 1,
  }
}

/** The string table: indices in the order of first use, "" first. */
class Strings {
  readonly texts: string[] = ['']
  private readonly known = new Map([['', 0]])

  index(text: string): number {
    const known = this.known.get(text)
    if (known !== undefined) return known
    this.known.set(text, this.texts.length)
    return this.texts.push(text) - 1
  }
}

/** Fields in the order in which the pprof package of Go writes them. */
function encode(
  parameters: ProfileParameters,
  program: Program,
  recording: Recording,
  random: Random,
): Uint8Array {
  const { kind } = parameters
  const strings = new Strings()
  const out = new ProtoWriter()
  const body = new ProtoWriter(1 << 16)
  const valueType = (field: number, type: string, unit: string) => {
    body.number(1, strings.index(type))
    body.number(2, strings.index(unit))
    out.message(field, body)
  }
  for (const [type, unit] of TYPES[kind]) valueType(1, type, unit)
  writeSamples(out, body, parameters, recording, strings, random)
  writeMapping(out, body, program, strings)
  writeLocations(out, body, program)
  for (let f = 0; f < program.functions; f++) {
    const name = strings.index(program.names[f]!)
    body.number(1, f + 1)
    body.number(2, name)
    body.number(3, name)
    body.number(4, strings.index(program.files[f]!))
    body.number(5, program.startLine[f]!)
    out.message(5, body)
  }
  const [periodType, periodUnit, period] = PERIOD[kind]
  const typeIndex = strings.index(periodType)
  const unitIndex = strings.index(periodUnit)
  for (const text of strings.texts) out.string(6, text)
  // Beyond 2^53, but a multiple of 256, which a double still holds exactly.
  out.number(9, 1_767_225_600_000_000_000)
  if (kind === 'cpu') out.number(10, 60_000_000_000)
  body.number(1, typeIndex)
  body.number(2, unitIndex)
  out.message(11, body)
  out.number(12, period)
  return out.finish()
}

function writeSamples(
  out: ProtoWriter,
  body: ProtoWriter,
  { kind }: ProfileParameters,
  { stacks, stack, labelSet, hits }: Recording,
  strings: Strings,
  random: Random,
): void {
  const sizes = kind === 'heap' ? SIZES.length : 1
  const label = new ProtoWriter(64)
  const text = (key: string, value: string) => {
    label.number(1, strings.index(key))
    label.number(2, strings.index(value))
    body.message(3, label)
  }
  const path = new Uint32Array(4096)
  for (let row = 0; row < stack.length; row++) {
    let depth = 0
    // From the leaf to the root, as the format wants it.
    for (let node = stack[row]!; node > 0; node = stacks.parent[node]!) {
      path[depth++] = stacks.location[node]! + 1
    }
    body.packed(1, path, depth)
    const set = labelSet[row]!
    const size = SIZES[set % sizes]!
    body.packed(2, valuesOf(kind, hits[row]!, size, random))
    const texts = Math.floor(set / sizes) - 1
    if (texts >= 0) {
      text('route', `/api/v1/resource-${Math.floor(texts / TENANTS)}`)
      text('tenant', `tenant-${texts % TENANTS}`)
    }
    if (kind === 'heap') {
      label.number(1, strings.index('bytes'))
      label.number(3, size)
      label.number(4, strings.index('bytes'))
      body.message(3, label)
    }
    out.message(2, body)
  }
}

function valuesOf(kind: Kind, hits: number, size: number, random: Random): readonly number[] {
  if (kind === 'goroutine') return [hits]
  if (kind === 'cpu') return [hits, hits * PERIOD.cpu[2]]
  // A recorded block stands for as many as the sampling rate skips on average.
  const objects = hits * Math.max(1, Math.floor(PERIOD.heap[2] / size))
  const live = random.chance(0.3) ? Math.floor(objects * random.next()) : 0
  return [objects, objects * size, live, live * size]
}

function writeMapping(
  out: ProtoWriter,
  body: ProtoWriter,
  program: Program,
  strings: Strings,
): void {
  body.number(1, 1)
  body.number(2, TEXT_START)
  body.number(3, program.limit)
  body.number(5, strings.index('/usr/local/bin/orchardd'))
  body.number(6, strings.index('8f3c1d07a9e25b64'))
  for (const flag of [7, 8, 9, 10]) body.number(flag, 1)
  out.message(3, body)
}

/**
 * Ids follow the addresses, as in a profile whose tables were sorted. (Go numbers locations as
 * samples meet them, which makes the hot ids short; without that most ids take three bytes and
 * neighbours in a stack are far apart in the tables: the harder case to read.)
 */
function writeLocations(out: ProtoWriter, body: ProtoWriter, program: Program): void {
  const { address, firstLine, lineFunction, lineNumber } = program
  const line = new ProtoWriter(64)
  for (let l = 0; l < program.locations; l++) {
    body.number(1, l + 1)
    body.number(2, 1)
    body.number(3, address[l]!)
    for (let i = firstLine[l]!; i < firstLine[l + 1]!; i++) {
      line.number(1, lineFunction[i]! + 1)
      line.number(2, lineNumber[i]!)
      body.message(4, line)
    }
    out.message(4, body)
  }
}

import { gzip } from '../encode/gzip.ts'
import { encodeProto } from '../encode/proto.ts'
import { emptyHeader } from '../profile/builder.ts'
import { NONE } from '../profile/ids.ts'
import { LabelInterner } from '../profile/labels.ts'
import type { Functions, Profile } from '../profile/profile.ts'
import { StackInterner } from '../profile/stacks.ts'
import type { Frames } from '../select/frames.ts'
import { cumOf, flatOf } from './graph/graph.ts'
import { trimmedGraph } from './graph/trim.ts'
import type { ReportInput } from './input.ts'
import { outputUnit, wholeValue } from './output-unit.ts'

/** Edges are not printed. */
const NO_CALLEES = new Uint8Array(0)

/**
 * The report `topproto`: the rows of `top` as a profile, a sample with one location per row, its
 * values cum and flat in the unit of the report.
 */
export function topProtoReport({ profile, options, source, measure }: ReportInput): Uint8Array {
  const { nodes, values } = trimmedGraph(source, options, { callees: NO_CALLEES }).graph
  const flat = Array.from(nodes, (key) => flatOf(values, key))
  const cum = Array.from(nodes, (key) => cumOf(values, key))
  const smallest = flat.map((value, row) => value || cum[row]!)
  const unit = outputUnit(measure, options, smallest, false)
  const whole = (value: number): number => wholeValue(value, measure.unit, unit)
  const { timeNanos, durationNanos, periodType, period } = profile.header
  return gzip(
    encodeProto({
      ...topTables(profile, source.frames, nodes, [cum.map(whole), flat.map(whole)]),
      strings: profile.strings,
      sampleTypes: [
        { type: 'cum', unit },
        { type: 'flat', unit },
      ],
      defaultSampleType: '',
      labels: new LabelInterner().finish(),
      header: { ...emptyHeader, timeNanos, durationNanos, periodType, period },
      warnings: [],
    }),
  )
}

type TopTables = Pick<
  Profile,
  'functions' | 'mappings' | 'locations' | 'lines' | 'stacks' | 'samples'
>

/** A location, a line and a sample for each node; functions that are equal are one. */
function topTables(
  { mappings }: Profile,
  frames: Frames,
  nodes: Int32Array,
  values: readonly number[][],
): TopTables {
  const count = nodes.length
  const rows = Array.from({ length: count }, (_, row) => row)
  const ids = BigUint64Array.from(rows, (row) => BigInt(row + 1))
  const { functions, ofNode } = topFunctions(frames, nodes)
  const stacks = new StackInterner(count + 1)
  const column = <T>(of: ArrayLike<T>): T[] => Array.from(nodes, (key) => of[key]!)
  return {
    functions,
    mappings: {
      count: 0,
      id: mappings.id.slice(0, 0),
      start: mappings.start.slice(0, 0),
      limit: mappings.limit.slice(0, 0),
      offset: mappings.offset.slice(0, 0),
      file: mappings.file.slice(0, 0),
      buildId: mappings.buildId.slice(0, 0),
      flags: mappings.flags.slice(0, 0),
    },
    locations: {
      count,
      id: ids,
      mapping: new Int32Array(count).fill(NONE),
      address: BigUint64Array.from(column(frames.address)),
      firstLine: Uint32Array.from([...rows, count]),
      folded: new Uint8Array(count),
    },
    lines: {
      count,
      function: ofNode,
      line: Float64Array.from(column(frames.line)),
      column: Float64Array.from(column(frames.column)),
    },
    samples: {
      count,
      stack: Uint32Array.from(rows, (row) => stacks.intern(0, row)),
      labelSet: new Uint32Array(count),
      values: values.map((each) => Float64Array.from(each)),
    },
    stacks: stacks.finish(),
  }
}

function topFunctions(
  frames: Frames,
  nodes: Int32Array,
): { functions: Functions; ofNode: Int32Array } {
  const rows: number[] = []
  const known = new Map<string, number>()
  const ofNode = nodes.map((key) => {
    const text = `${frames.name[key]} ${frames.file[key]} ${frames.startLine[key]}`
    let row = known.get(text)
    if (row === undefined) {
      row = rows.length
      rows.push(key)
      known.set(text, row)
    }
    return row
  })
  const functions = {
    count: rows.length,
    id: BigUint64Array.from(rows, (_, row) => BigInt(row + 1)),
    name: Uint32Array.from(rows, (key) => frames.name[key]!),
    systemName: new Uint32Array(rows.length),
    file: Uint32Array.from(rows, (key) => frames.file[key]!),
    startLine: Float64Array.from(rows, (key) => frames.startLine[key]!),
  }
  return { functions, ofNode }
}

import { ProfileBuilder } from '../profile/builder.ts'
import type { Profile } from '../profile/profile.ts'
import type { SeriesStacks } from './stacks.ts'

/**
 * All snapshots as one profile: a sample for each row of the stacks, which ends in the row's
 * front, with a value for each snapshot and their sum in the last column. Every question about a
 * profile can be asked about it.
 */
export function mergedProfile({ tree, frames, node, values }: SeriesStacks, unit: string): Profile {
  const builder = new ProfileBuilder(
    Array.from({ length: values.length + 1 }, (_, i) => ({ type: `${i}`, unit })),
  )
  // One location per frame: the tree refers to them by the same numbers.
  for (const { name, file, line } of frames) {
    builder.addLocation({ lines: [{ function: builder.addFunction({ name, file }), line }] })
  }
  return {
    ...builder.build(),
    stacks: tree,
    samples: {
      count: node.length,
      stack: Uint32Array.from(node),
      labelSet: new Uint32Array(node.length),
      values: [...values, summed(values, node.length)],
    },
  }
}

function summed(columns: readonly Float64Array[], length: number): Float64Array {
  const sum = new Float64Array(length)
  for (const column of columns) for (let i = 0; i < length; i++) sum[i]! += column[i]!
  return sum
}

/**
 * Tells the dumps of a text apart: none has a goroutine twice. A run of goroutines that stand
 * together belongs to one dump, unless it repeats itself, where a dump was appended to another.
 * A goroutine that stands alone begins no dump, seen before or not: it is the stack of a panic, or
 * that of another thread, which a crash prints behind its dump.
 * @param ids of the goroutines, in the order of the text; 0 is that of each thread's own stack
 * @param runs index of each run's first goroutine, ascending, the first 0
 * @param isRunning whether a goroutine runs: in a dump that is the first alone, which prints it
 * @returns index of the first goroutine of each dump
 */
export function dumpsOf(
  ids: Float64Array,
  runs: readonly number[],
  isRunning: (index: number) => boolean,
): number[] {
  const dumps = [0]
  let seen = new Set<number>()
  for (const [r, first] of runs.entries()) {
    const run = ids.subarray(first, runs[r + 1] ?? ids.length)
    const single = run.filter((id) => id !== 0).length === 1
    if (!single && run.some((id) => seen.has(id))) {
      dumps.push(first)
      seen = new Set()
    }
    for (const [i, id] of run.entries()) {
      if (!single && seen.has(id)) {
        const before = first + i - 1
        const isFirst = before <= dumps.at(-1)! || !isRunning(before)
        dumps.push(isFirst ? before + 1 : before)
        seen = new Set(isFirst ? [] : [ids[before]!])
      }
      if (id !== 0) seen.add(id)
    }
  }
  return dumps
}

import type { MemoryStats } from '../../profile/profile.ts'

const NAMES: ReadonlyMap<string, keyof MemoryStats> = new Map([
  ['Sys', 'sys'],
  ['HeapSys', 'heapSys'],
  ['HeapInuse', 'heapInUse'],
  ['HeapReleased', 'heapReleased'],
  ['HeapAlloc', 'heapAlloc'],
  ['TotalAlloc', 'totalAlloc'],
  ['Stack', 'stack'],
  // As expvar calls it.
  ['StackInuse', 'stack'],
  ['NextGC', 'nextCollection'],
  ['NumGC', 'collections'],
  ['LastGC', 'lastCollection'],
  ['MaxRSS', 'maxResident'],
])

/** Reads a line like `# HeapSys = 149782528` (`# Stack = 1179648 / 1179648`); null if it is none. */
export function readMemoryStat(line: string): readonly [keyof MemoryStats, number] | null {
  const [, name = '', digits = ''] =
    /^# ([A-Za-z]{2,20}) = (\d{1,19})(?: \/ \d+)?$/.exec(line) ?? []
  const key = NAMES.get(name)
  return key === undefined ? null : [key, Number(digits)]
}

/**
 * The statistics at the end of a `heap?debug=1`, for whoever needs nothing else of it.
 * @param text its end, of which the first line may be cut
 * @returns null where it has none
 */
export function readMemoryStats(text: string): MemoryStats | null {
  return statsOf(text.split('\n').map((line) => readMemoryStat(line.trimEnd())))
}

/**
 * What Go's expvar publishes at /debug/vars: `{"memstats": {"HeapSys": 149782528, …}, …}`.
 * @returns null where it has no such statistics, or is something else
 */
export function readExpvarMemory(text: string): MemoryStats | null {
  try {
    const { memstats } = JSON.parse(text) as { readonly memstats?: unknown }
    return statsOf(
      Object.entries(memstats ?? {}).map(([name, value]: readonly [string, unknown]) => {
        const key = NAMES.get(name)
        return key && typeof value === 'number' && value >= 0 ? [key, value] : null
      }),
    )
  } catch {
    return null
  }
}

function statsOf(
  found: readonly (readonly [keyof MemoryStats, number] | null)[],
): MemoryStats | null {
  const stats = found.filter((stat) => stat !== null)
  return stats.length > 0 ? Object.fromEntries(stats) : null
}

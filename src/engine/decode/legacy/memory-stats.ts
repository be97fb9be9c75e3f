import type { MemoryStats } from '../../profile/profile.ts'

const NAMES: ReadonlyMap<string, keyof MemoryStats> = new Map([
  ['Sys', 'sys'],
  ['HeapSys', 'heapSys'],
  ['HeapInuse', 'heapInUse'],
  ['HeapReleased', 'heapReleased'],
  ['HeapAlloc', 'heapAlloc'],
  ['TotalAlloc', 'totalAlloc'],
  ['Stack', 'stack'],
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

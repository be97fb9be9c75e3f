import { scaledLabel } from '../../engine/profile/units.ts'
import type { ProcessMoment } from '../../sources/origin.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import type { SeriesAnswer, SeriesSnapshot } from '../../worker/protocol.ts'

/** What a process used over the snapshots, ready to be drawn. */
export interface ProcessCourse {
  readonly moments: readonly Moment[]
  /** Memory first; none is without a value. */
  readonly charts: readonly Chart[]
  /** Of `moments`: seconds, or numbers of snapshots. */
  readonly timed: boolean
}

export interface Moment {
  readonly name: string
  /** Seconds since the first snapshot, or its number from 0. */
  readonly place: number
}

/** Lines that share an axis. */
export interface Chart {
  readonly title: string
  readonly unit: 'bytes' | 'count'
  readonly lines: readonly ProcessLine[]
}

export interface ProcessLine {
  /** As Go calls it. */
  readonly label: string
  readonly help: string
  /** Which of the four looks of lines. */
  readonly look: 1 | 2 | 3 | 4
  /** By moment; null: not known. */
  readonly values: readonly (number | null)[]
}

type Reading = Omit<ProcessLine, 'values'> & {
  readonly read: (moment: ProcessMoment) => number | null | undefined
}

const MEMORY: readonly Reading[] = [
  {
    label: 'HeapAlloc',
    help: 'Objects on the heap that are reachable, or not collected yet',
    look: 1,
    read: ({ memory }) => memory?.heapAlloc ?? memory?.heapInUse,
  },
  {
    label: 'HeapSys',
    help: 'What the heap has taken from the operating system',
    look: 2,
    read: ({ memory }) => memory?.heapSys,
  },
  {
    label: 'NextGC',
    help: 'Size of the heap at which the next collection begins',
    look: 3,
    read: ({ memory }) => memory?.nextCollection,
  },
  {
    label: 'MaxRSS',
    help: 'The most memory that the process ever had in RAM',
    look: 4,
    read: ({ memory }) => memory?.maxResident,
  },
]

const GOROUTINES: readonly Reading[] = [
  {
    label: 'Goroutines',
    help: 'How many there were',
    look: 1,
    read: ({ goroutines }) => goroutines,
  },
]

const COLLECTIONS: Reading = {
  label: 'NumGC',
  help: 'Collections that had ended',
  look: 1,
  read: ({ memory }) => memory?.collections,
}

/** @returns null where fewer than two snapshots say anything */
export function processCourse(
  { snapshots, timed }: Pick<SeriesAnswer, 'snapshots' | 'timed'>,
  members: readonly OpenProfile[],
): ProcessCourse | null {
  const known = snapshots.flatMap((snapshot) => {
    const moment = momentOf(snapshot, members[snapshot.index])
    return moment ? [{ snapshot, moment }] : []
  })
  if (known.length < 2) return null
  const moments = known.map(({ moment }) => moment)
  const charts = [
    { title: 'Memory', unit: 'bytes', lines: linesOf(MEMORY, moments) } as const,
    { title: 'Goroutines', unit: 'count', lines: linesOf(GOROUTINES, moments) } as const,
  ].filter(({ lines }) => lines.length > 0)
  if (charts.length === 0) return null
  return {
    timed,
    moments: known.map(({ snapshot: { name, place } }) => ({ name, place })),
    charts,
  }
}

/** Collections are no line: they only rise. By snapshot, for the table. */
export function collectionsOf(
  snapshots: readonly SeriesSnapshot[],
  members: readonly OpenProfile[],
): readonly (number | null)[] {
  return snapshots.flatMap((snapshot) => {
    const moment = momentOf(snapshot, members[snapshot.index])
    return moment ? [COLLECTIONS.read(moment) ?? null] : []
  })
}

/** What the profile itself says, or the service beside it. */
function momentOf({ memory }: SeriesSnapshot, profile?: OpenProfile): ProcessMoment | null {
  const { source } = profile ?? {}
  const process = source?.kind === 'live' ? source.process : undefined
  if (!memory) return process ?? null
  return { memory, goroutines: process?.goroutines ?? null }
}

function linesOf(
  readings: readonly Reading[],
  moments: readonly ProcessMoment[],
): readonly ProcessLine[] {
  return readings
    .map(({ read, ...line }) => ({
      ...line,
      values: moments.map((moment) => read(moment) ?? null),
    }))
    .filter(({ values }) => values.filter((value) => value !== null).length > 1)
}

/** `19.38MB` as the profile's own figures, `1,204`; a dash for what is not known. */
export function figureText(value: number | null, unit: Chart['unit']): string {
  if (value === null) return '–'
  return unit === 'bytes' ? scaledLabel(value, 'bytes', 'auto') : value.toLocaleString('en')
}

/** When a moment was: `+90 s`, `+4 min`, `+2.5 h`; without times its number. */
export function placeText({ place }: Moment, timed: boolean): string {
  if (!timed) return `#${place + 1}`
  if (place < 120) return `+${Math.round(place)} s`
  if (place < 7200) return `+${Math.round(place / 60)} min`
  return `+${(place / 3600).toFixed(1)} h`
}

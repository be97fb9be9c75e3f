import type { Behaviour } from './population.ts'

/** What a function does, and what is to be said of it. */
export interface Place {
  readonly name: string
  /** All of them together are its goroutines, or its objects. */
  readonly behaviours: readonly Behaviour[]
  /** Bytes of an object; heaps only. */
  readonly size?: number
  /** What the goroutines wait in; dumps only. */
  readonly state?: string
  /** Whether it leaks, at the end of the series. */
  readonly leaks?: boolean
}

/** A program, when snapshots of it are taken, and what of it is known. */
export interface Scenario {
  readonly form: 'goroutine' | 'dump' | 'heap'
  /** Seconds; ascending. */
  readonly times: readonly number[]
  /** When each process of it begins, the first before the first snapshot. */
  readonly starts: readonly number[]
  /** Of which moment the values of each snapshot are; the times themselves if not given. */
  readonly asOf?: readonly number[]
  readonly places: readonly Place[]
  /** The function that the shape is about. */
  readonly subject: string
}

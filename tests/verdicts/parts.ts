import type { Draws } from './draws.ts'
import type { Behaviour } from './population.ts'
import { recordedShare } from './record.ts'
import type { Place, Scenario } from './scenario.ts'

// What shapes are put together from. Times are seconds.

/** When snapshots are taken. */
export interface Timing {
  readonly times: readonly number[]
  /** From one snapshot to the next, in the mean. */
  readonly step: number
  readonly window: number
}

export function timing(draws: Draws, { least = 3, most = 60, unequal = false } = {}): Timing {
  const count = Math.round(draws.magnitude(least, most))
  const step = draws.pick([1, 5, 10, 30, 60, 300, 3600])
  const first = draws.between(0, 1000) * step
  const times = [first]
  while (times.length < count) {
    const stretch = unequal ? draws.magnitude(0.2, 5) : draws.between(0.97, 1.03)
    times.push(times.at(-1)! + step * stretch)
  }
  const window = times.at(-1)! - first
  return { times, window, step: window / (count - 1) }
}

export const steady = (count: number): Behaviour => ({ kind: 'steady', count })

export const arrive = (
  rate: number | ((time: number) => number),
  more: { readonly even?: boolean; readonly stay?: number; readonly flush?: number } = {},
): Behaviour => ({
  kind: 'arrive',
  rate: typeof rate === 'number' ? () => rate : rate,
  ...more,
})

/** So many at a time, that stay for a mean time and are replaced by others. */
export const churn = (level: number, stay: number): Behaviour => arrive(level / stay, { stay })

export const fill = (level: (time: number) => number): Behaviour => ({ kind: 'fill', level })

/** Up and down around 1, by up to `depth` of it. */
export function wave(draws: Draws, period: number, depth: number): (time: number) => number {
  const phase = draws.between(0, 2 * Math.PI)
  return (time) => 1 + depth * Math.sin((2 * Math.PI * time) / period + phase)
}

/** Goroutines that a service has beside what the shape is about: idle ones, handlers, connections. */
export function others(draws: Draws, step: number, most = 40): Place[] {
  return Array.from({ length: draws.whole(3, most) }, (_, i): Place => {
    const name = `main.other${i}`
    const kind = draws.between(0, 1)
    if (kind < 0.5) return { name, behaviours: [steady(draws.whole(1, 50))], state: 'select' }
    // Handlers are done long before the next snapshot, connections live for several.
    const stay = kind < 0.85 ? step * draws.between(0.001, 0.3) : step * draws.magnitude(0.5, 20)
    return { name, behaviours: [churn(draws.magnitude(0.3, 300), stay)], state: 'IO wait' }
  })
}

/** Bytes of an object: mostly small. */
export function objectSize(draws: Draws): number {
  return 16 * Math.round(draws.magnitude(1, 4096))
}

/** Memory beside what the shape is about: what was allocated at the start, and what churns. */
export function memory(draws: Draws, step: number, most = 150): Place[] {
  return Array.from({ length: draws.whole(20, most) }, (_, i): Place => {
    const size = objectSize(draws)
    const name = `main.other${i}`
    if (draws.chance(0.5)) {
      return { name, size, behaviours: [steady(draws.magnitude(1, 50) / recordedShare(size))] }
    }
    return { name, size, behaviours: [churning(draws, size, step)] }
  })
}

/** Objects that come and go at 1 kB/s to 300 MB/s. */
export function churning(draws: Draws, size: number, step: number): Behaviour {
  const rate = draws.magnitude(1e3, 3e8) / size
  const stay = draws.chance(0.8) ? draws.magnitude(0.01, 2) : step * draws.magnitude(0.2, 10)
  return arrive(rate, { stay })
}

/** By the second: so many recorded events in a step, of objects of a size. */
export function recordedRate(events: number, size: number, step: number): number {
  return events / recordedShare(size) / step
}

/** A goroutine leak's rate: from one in two steps to thousands in one, within 1/h and 1000/s. */
export function leakRate(draws: Draws, step: number, most = 3000): number {
  return Math.min(1000, Math.max(1 / 3600, draws.magnitude(0.5, most) / step))
}

export function scenario(
  form: Scenario['form'],
  { times, step }: Timing,
  places: readonly Place[],
  /** How long before the first snapshot the process has begun. */
  age = step * 20,
): Scenario {
  const subject = places[0]!.name
  return { form, times, starts: [times[0]! - age], places, subject }
}

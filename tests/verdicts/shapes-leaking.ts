import type { Draws } from './draws.ts'
import {
  arrive,
  churn,
  churning,
  fill,
  leakRate,
  memory,
  objectSize,
  others,
  recordedRate,
  scenario,
  steady,
  timing,
  wave,
} from './parts.ts'
import type { Behaviour } from './population.ts'
import type { Place, Scenario } from './scenario.ts'

/** How a program behaves: draws one of its kind. */
export type Shape = (draws: Draws) => Scenario

function leak(behaviours: readonly Behaviour[], more: Partial<Place> = {}): Place {
  return { name: 'main.leak', behaviours, state: 'chan send', leaks: true, ...more }
}

/** A place on the heap that takes so many recorded events in a step and keeps them. */
function heapLeak(draws: Draws, step: number, size = objectSize(draws), events = [1, 300]): Place {
  const rate = recordedRate(draws.magnitude(events[0]!, events[1]!), size, step)
  return leak([arrive(rate)], { size })
}

/** Programs that leak, until their last snapshot. */
export const LEAKING: Readonly<Record<string, Shape>> = {
  'goroutines, linear': (draws) => {
    const time = timing(draws)
    const even = draws.chance(0.5)
    const place = leak([arrive(leakRate(draws, time.step), { even })])
    return scenario('goroutine', time, [place, ...others(draws, time.step)], 0)
  },
  'goroutines, beside up to 100,000 steady ones': (draws) => {
    const time = timing(draws)
    const idle = { name: 'main.idle', behaviours: [steady(draws.magnitude(10, 1e5))] }
    const place = leak([arrive(leakRate(draws, time.step), { even: draws.chance(0.5) })])
    return scenario('goroutine', time, [place, idle, ...others(draws, time.step)], 0)
  },
  'goroutines, leaking for long already': (draws) => {
    const time = timing(draws)
    const rate = leakRate(draws, time.step, 300)
    const place = leak([steady(draws.magnitude(100, 60_000)), arrive(rate, { even: true })])
    return scenario('goroutine', time, [place, ...others(draws, time.step)], 0)
  },
  'goroutines, among others of the same stack': (draws) => {
    const time = timing(draws)
    const passing = churn(draws.magnitude(1, 100), time.step * draws.between(0.001, 0.5))
    const place = leak([arrive(leakRate(draws, time.step)), passing])
    return scenario('goroutine', time, [place, ...others(draws, time.step)])
  },
  'goroutines, unequal intervals': (draws) => {
    const time = timing(draws, { unequal: true })
    const place = leak([arrive(leakRate(draws, time.step))])
    return scenario('goroutine', time, [place, ...others(draws, time.step)], 0)
  },
  'goroutines, two leaks at once': (draws) => {
    const time = timing(draws)
    const places = [1, 2].map((i) =>
      leak([arrive(leakRate(draws, time.step))], { name: `main.leak${i}` }),
    )
    return scenario('goroutine', time, [...places, ...others(draws, time.step)], 0)
  },
  'goroutines, with the load of a wave': (draws) => {
    const time = timing(draws, { least: 5 })
    const load = wave(draws, time.window * draws.between(0.2, 2), 0.6)
    const rate = leakRate(draws, time.step)
    const served: Place = {
      name: 'main.serve',
      behaviours: [arrive((t) => (200 / time.step) * load(t), { stay: time.step * 0.3 })],
    }
    const place = leak([arrive((t) => rate * load(t))])
    return scenario('goroutine', time, [place, served, ...others(draws, time.step)], 0)
  },
  'goroutines, from the middle on': (draws) => {
    const time = timing(draws, { least: 6 })
    const from = time.times[0]! + time.window * draws.between(0.1, 0.4)
    const rate = leakRate(draws, time.step)
    const place = leak([arrive((t) => (t > from ? rate : 0))])
    return scenario('goroutine', time, [place, ...others(draws, time.step)], 0)
  },
  'goroutines, restarted meanwhile': (draws) => {
    const time = timing(draws, { least: 6 })
    const place = leak([arrive(leakRate(draws, time.step))])
    const again = time.times[0]! + time.window * draws.between(0.2, 0.8)
    const made = scenario('goroutine', time, [place, ...others(draws, time.step)])
    return { ...made, starts: [...made.starts, again] }
  },
  'dumps, linear': (draws) => {
    const time = timing(draws, { most: 20 })
    const place = leak([arrive(leakRate(draws, time.step, 60), { even: draws.chance(0.5) })])
    return scenario('dump', time, [place, ...others(draws, time.step, 15)])
  },
  'dumps, among others of the same stack': (draws) => {
    const time = timing(draws, { most: 20 })
    const passing = churn(draws.magnitude(1, 30), time.step * draws.between(0.001, 0.5))
    const place = leak([arrive(leakRate(draws, time.step, 60)), passing])
    return scenario('dump', time, [place, ...others(draws, time.step, 15)])
  },
  'dumps, on a nil channel': (draws) => {
    const time = timing(draws, { most: 12 })
    const rate = leakRate(draws, time.step, 30)
    const place = leak([arrive(rate)], { state: 'chan receive (nil chan)' })
    return scenario('dump', time, [place, ...others(draws, time.step, 15)])
  },
  'heap, linear': (draws) => {
    const time = timing(draws)
    return scenario('heap', time, [heapLeak(draws, time.step), ...memory(draws, time.step)])
  },
  'heap, of large objects': (draws) => {
    const time = timing(draws)
    const size = Math.round(draws.magnitude(2e5, 8e6))
    const place = heapLeak(draws, time.step, size, [0.5, 20])
    return scenario('heap', time, [place, ...memory(draws, time.step)])
  },
  'heap, a gigabyte old already': (draws) => {
    const time = timing(draws)
    const { behaviours, size } = heapLeak(draws, time.step)
    const old = steady(1e9 / size!)
    const place = leak([...behaviours, old], { size: size! })
    return scenario('heap', time, [place, ...memory(draws, time.step)])
  },
  'heap, kB/s beside GB/s of churn': (draws) => {
    const time = timing(draws, { least: 4 })
    const size = objectSize(draws)
    const rate = draws.magnitude(5e3, 2e5) / size
    const places = Array.from({ length: 8 }, (_, i): Place => {
      const bytes = objectSize(draws)
      const behaviours = [
        arrive(draws.magnitude(5e7, 5e8) / bytes, { stay: draws.between(0.01, 3) }),
      ]
      return { name: `main.churn${i}`, size: bytes, behaviours }
    })
    return scenario('heap', time, [leak([arrive(rate)], { size }), ...places])
  },
  'heap, among churn of the same stack': (draws) => {
    const time = timing(draws)
    const place = heapLeak(draws, time.step)
    const both = leak([...place.behaviours, churning(draws, place.size!, time.step)], {
      size: place.size!,
    })
    return scenario('heap', time, [both, ...memory(draws, time.step)])
  },
  'heap, collected only now and then': (draws) => {
    const time = timing(draws, { least: 6 })
    const places = [heapLeak(draws, time.step), ...memory(draws, time.step)]
    return { ...scenario('heap', time, places), asOf: collections(draws, time.times) }
  },
  'heap, restarted meanwhile': (draws) => {
    const time = timing(draws, { least: 6 })
    const again = time.times[0]! + time.window * draws.between(0.2, 0.8)
    const made = scenario('heap', time, [heapLeak(draws, time.step), ...memory(draws, time.step)])
    return { ...made, starts: [...made.starts, again] }
  },
  'heap, two leaks at once': (draws) => {
    const time = timing(draws)
    const places = [1, 2].map((i) => ({
      ...heapLeak(draws, time.step),
      name: `main.leak${i}`,
    }))
    return scenario('heap', time, [...places, ...memory(draws, time.step)])
  },
  'heap, a map that doubles': (draws) => {
    const time = timing(draws, { least: 6 })
    const size = objectSize(draws)
    const unit = draws.magnitude(4, 40) / recordedShareOf(size)
    const doublings = draws.between(2, 6)
    const grown = (t: number): number => (t - time.times[0]!) / time.window
    const place = leak([fill((t) => unit * 2 ** Math.floor(doublings * grown(t)))], { size })
    return scenario('heap', time, [place, ...memory(draws, time.step)], 0)
  },
}

function recordedShareOf(size: number): number {
  return 1 / recordedRate(1, size, 1)
}

/** Of which moment each heap is: that of the last collection, which come every few snapshots. */
export function collections(draws: Draws, times: readonly number[]): number[] {
  const every = draws.whole(2, 3)
  return times.map((_, i) => times[i - (i % every)]!)
}

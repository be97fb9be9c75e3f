import {
  arrive,
  churn,
  fill,
  leakRate,
  memory,
  objectSize,
  others,
  recordedRate,
  scenario,
  steady,
  type Timing,
  timing,
  wave,
} from './parts.ts'
import type { Place } from './scenario.ts'
import { collections, type Shape } from './shapes-leaking.ts'

/** Of the way from the first snapshot to the last. */
function way({ times, window }: Timing): (time: number) => number {
  return (time) => (time - times[0]!) / window
}

function subject(behaviours: Place['behaviours'], more: Partial<Place> = {}): Place {
  return { name: 'main.subject', behaviours, state: 'chan receive', ...more }
}

/** Programs that do not leak. */
export const SOUND: Readonly<Record<string, Shape>> = {
  'goroutines, as ever': (draws) => {
    const time = timing(draws)
    return scenario('goroutine', time, others(draws, time.step))
  },
  'goroutines, 0 to 1': (draws) => {
    const time = timing(draws, { most: 8 })
    const late = fill((t) => Math.round(way(time)(t)))
    return scenario('goroutine', time, [subject([late]), ...others(draws, time.step)], 0)
  },
  'goroutines, long-lived connections': (draws) => {
    const time = timing(draws)
    const level = draws.magnitude(5, 3000)
    const place = subject([churn(level, time.window * draws.magnitude(0.1, 5))])
    return scenario('goroutine', time, [place, ...others(draws, time.step)], time.window * 20)
  },
  'goroutines, a burst': (draws) => {
    const time = timing(draws)
    const at = draws.between(0.2, 1)
    const length = draws.between(0.02, 0.3)
    const rate = leakRate(draws, time.step)
    const isOn = (t: number): boolean => Math.abs(way(time)(t) - at) < length / 2
    const burst = arrive((t) => (isOn(t) ? rate : 0), { stay: time.step * draws.between(0.1, 2) })
    return scenario('goroutine', time, [subject([burst]), ...others(draws, time.step)], 0)
  },
  'goroutines, sawtooth': (draws) => {
    const time = timing(draws, { least: 5 })
    const flush = Math.max(2.5 * time.step, time.window / draws.between(1.3, 8))
    const teeth = arrive(leakRate(draws, time.step), { flush })
    return scenario('goroutine', time, [subject([teeth]), ...others(draws, time.step)], 10 * flush)
  },
  'goroutines, daily wave': (draws) => {
    const time = timing(draws, { least: 5 })
    const load = wave(draws, time.window / draws.between(0.4, 3), draws.between(0.2, 0.9))
    const level = draws.magnitude(5, 2000)
    const stay = time.step * draws.between(0.01, 0.5)
    const served = arrive((t) => (level / stay) * load(t), { stay })
    return scenario('goroutine', time, [subject([served]), ...others(draws, time.step)])
  },
  'goroutines, a pool that fills by and by': (draws) => {
    const time = timing(draws, { least: 5 })
    const [size, pace] = [draws.magnitude(8, 1000), draws.between(0.05, 0.6)]
    const pool = fill((t) => size * -Math.expm1(-way(time)(t) / pace))
    return scenario('goroutine', time, [subject([pool]), ...others(draws, time.step)], 0)
  },
  'goroutines, a pool that fills in steps': (draws) => {
    const time = timing(draws, { least: 5 })
    const [size, full, steps] = [
      draws.magnitude(8, 500),
      draws.between(0.2, 0.8),
      draws.whole(1, 4),
    ]
    const pool = fill(
      (t) => (size * Math.min(steps, Math.ceil((way(time)(t) / full) * steps))) / steps,
    )
    return scenario('goroutine', time, [subject([pool]), ...others(draws, time.step)], 0)
  },
  'goroutines, a leak that ends': (draws) => {
    const time = timing(draws, { least: 6 })
    const end = time.times[0]! + time.window * draws.between(0.3, 0.7)
    const rate = leakRate(draws, time.step)
    const place = subject([arrive((t) => (t < end ? rate : 0))])
    return scenario('goroutine', time, [place, ...others(draws, time.step)], 0)
  },
  'goroutines, restarted': (draws) => {
    const time = timing(draws, { least: 4 })
    const warm = fill((t) => Math.min(60, 20 + (t % 7)))
    const again = time.times[0]! + time.window * draws.between(0.2, 0.8)
    const made = scenario('goroutine', time, [subject([warm]), ...others(draws, time.step)])
    return { ...made, starts: [...made.starts, again] }
  },
  'dumps, as ever': (draws) => {
    const time = timing(draws, { most: 15 })
    return scenario('dump', time, others(draws, time.step, 15))
  },
  'dumps, a pool that fills': (draws) => {
    const time = timing(draws, { most: 15 })
    const [size, pace] = [draws.magnitude(8, 200), draws.between(0.05, 0.6)]
    const pool = fill((t) => size * -Math.expm1(-way(time)(t) / pace))
    return scenario('dump', time, [subject([pool]), ...others(draws, time.step, 15)], 0)
  },
  'dumps, connections': (draws) => {
    const time = timing(draws, { most: 15 })
    const stay = time.window * draws.magnitude(0.1, 3)
    const place = subject([churn(draws.magnitude(5, 300), stay)], { state: 'IO wait' })
    return scenario('dump', time, [place, ...others(draws, time.step, 15)])
  },
  'heap, as ever': (draws) => {
    const time = timing(draws)
    return scenario('heap', time, memory(draws, time.step))
  },
  'heap, many small stacks': (draws) => {
    const time = timing(draws, { most: 20 })
    const places = Array.from({ length: 500 }, (_, i): Place => {
      const size = objectSize(draws)
      const level = draws.magnitude(0.3, 10)
      const stay = time.step * draws.magnitude(0.1, 10)
      return {
        name: `main.other${i}`,
        size,
        behaviours: [arrive(recordedRate(level, size, stay), { stay })],
      }
    })
    return scenario('heap', time, places, time.window * 5)
  },
  'heap, GB/s of churn': (draws) => {
    const time = timing(draws)
    const size = objectSize(draws)
    const place = subject([arrive(2e9 / size, { stay: draws.magnitude(0.01, 30) })], { size })
    return scenario('heap', time, [place, ...memory(draws, time.step)])
  },
  'heap, a wave': (draws) => {
    const time = timing(draws, { least: 5 })
    const size = objectSize(draws)
    const load = wave(draws, time.window / draws.between(0.4, 3), draws.between(0.2, 0.9))
    const stay = time.step * draws.magnitude(0.1, 2)
    const rate = recordedRate(draws.magnitude(5, 500), size, stay)
    const place = subject([arrive((t) => rate * load(t), { stay })], { size })
    return scenario('heap', time, [place, ...memory(draws, time.step)])
  },
  'heap, a cache that fills by and by': (draws) => {
    const time = timing(draws, { least: 5 })
    const size = objectSize(draws)
    const full = recordedRate(draws.magnitude(20, 2000), size, 1)
    const pace = draws.between(0.05, 0.6)
    const cache = fill((t) => full * -Math.expm1(-way(time)(t) / pace))
    return scenario('heap', time, [subject([cache], { size }), ...memory(draws, time.step)], 0)
  },
  'heap, a cache that is full at some time': (draws) => {
    const time = timing(draws, { least: 6 })
    const size = objectSize(draws)
    const all = recordedRate(draws.magnitude(20, 2000), size, 1)
    const [full, steps] = [draws.between(0.2, 0.75), draws.pick([2, 4, 1000])]
    const cache = fill((t) => (all * Math.ceil(Math.min(1, way(time)(t) / full) * steps)) / steps)
    return scenario('heap', time, [subject([cache], { size }), ...memory(draws, time.step)], 0)
  },
  'heap, a cache that replaces': (draws) => {
    const time = timing(draws, { least: 5 })
    const size = objectSize(draws)
    const stay = time.window * draws.between(0.05, 0.4)
    const rate = recordedRate(draws.magnitude(20, 2000), size, stay)
    const begin = time.times[0]!
    const cache = arrive((t) => (t >= begin - 1 ? rate : 0), { stay })
    return scenario(
      'heap',
      time,
      [subject([cache], { size }), ...memory(draws, time.step)],
      time.step,
    )
  },
  'heap, collected only now and then': (draws) => {
    const time = timing(draws, { least: 4 })
    const made = scenario('heap', time, memory(draws, time.step))
    return { ...made, asOf: collections(draws, time.times) }
  },
  'heap, restarted': (draws) => {
    const time = timing(draws, { least: 4 })
    const again = time.times[0]! + time.window * draws.between(0.2, 0.8)
    const made = scenario('heap', time, memory(draws, time.step))
    return { ...made, starts: [...made.starts, again] }
  },
  'heap, one more steady gigabyte': (draws) => {
    const time = timing(draws, { most: 20 })
    const size = objectSize(draws)
    const place = subject([steady(1e9 / size)], { size })
    return scenario('heap', time, [place, ...memory(draws, time.step)])
  },
}

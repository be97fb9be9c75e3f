import type { Behaviour } from './population.ts'
import { recordedShare } from './record.ts'
import type { Place, Scenario } from './scenario.ts'

/** From when on a leak of a series can be asked to be found. */
export interface Visible {
  /** Snapshots that tell something of their own, in the longest piece between restarts. */
  readonly snapshots: number
  /** How many of these stand three standard errors and more above the first. */
  readonly above: number
}

/** The smallest growth that is worth a word: goroutines, and bytes. */
const LEAST = { goroutine: 4, dump: 4, heap: 2 ** 16 } as const

/**
 * What the true growth is, beside the standard error of the figures that show it: the root of the
 * number of events (recorded objects, goroutines) that make it, and the coming and going of others in
 * the same stack, whose count at two moments differs by chance.
 */
export function visible(scenario: Scenario, place: Place): Visible {
  const { form, times, starts, asOf = times } = scenario
  let best: Visible = { snapshots: 0, above: 0 }
  for (const [i, start] of starts.entries()) {
    const end = starts[i + 1] ?? Number.POSITIVE_INFINITY
    const mine = times.flatMap((time, at) => (time >= start && time < end ? [asOf[at]!] : []))
    const moments = [...new Set(mine)]
    const share = form === 'heap' ? recordedShare(place.size!) : 1
    const worth = LEAST[form] / (form === 'heap' ? place.size! / share : 1)
    const above = moments.filter((moment) => {
      const { grown, error } = growth(place.behaviours, start, moments[0]!, moment, share, form)
      return grown >= 3 * error && grown >= worth
    }).length
    if (above > best.above || moments.length > best.snapshots) {
      best = { snapshots: moments.length, above }
    }
  }
  return best
}

function growth(
  behaviours: readonly Behaviour[],
  start: number,
  from: number,
  to: number,
  share: number,
  form: Scenario['form'],
): { readonly grown: number; readonly error: number } {
  let [grown, variance] = [0, 0]
  for (const behaviour of behaviours) {
    if (behaviour.kind === 'fill') {
      const events = share * (behaviour.level(to) - behaviour.level(from))
      grown += events
      variance += events
    } else if (behaviour.kind === 'arrive') {
      const { rate, stay } = behaviour
      const came = share * integral(rate, from, to)
      if (stay === undefined) grown += came
      if (stay === undefined) variance += came
      else variance += form === 'heap' ? 2 * came : 2 * rate(to) * Math.min(stay, to - start)
    }
  }
  return { grown, error: Math.sqrt(variance) }
}

function integral(rate: (time: number) => number, from: number, to: number): number {
  const steps = 200
  let sum = 0
  for (let i = 0; i < steps; i++) sum += rate(from + ((i + 0.5) * (to - from)) / steps)
  return (sum * (to - from)) / steps
}

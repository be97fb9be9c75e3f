import type { Draws } from './draws.ts'

/** How things (goroutines, objects) come and go. Times are seconds, rates by the second. */
export type Behaviour =
  /** There from the start of the process on, never more, never fewer. */
  | { readonly kind: 'steady'; readonly count: number }
  /**
   * Come at a rate, by chance or (`even`) at equally parted moments; they stay for a mean time (and
   * are as many as that makes at the start) or, where none is given, for ever; at the multiples of
   * `flush` all of them leave.
   */
  | {
      readonly kind: 'arrive'
      readonly rate: (time: number) => number
      readonly even?: boolean
      readonly stay?: number
      readonly flush?: number
    }
  /** As many as a level that only rises: what pools and caches fill to. */
  | { readonly kind: 'fill'; readonly level: (time: number) => number }

/** What there is at a moment. */
export interface Counted {
  readonly held: number
  /** All that ever came. */
  readonly taken: number
  /** Ids, and since when each is there; empty where they are not asked for. */
  readonly members: readonly Member[]
}

export interface Member {
  readonly id: number
  readonly since: number
}

/** Steps between two moments, for rates that change. */
const STEPS = 4

/**
 * Lets a process live: what there is at some moments.
 * @param start when the process begins
 * @param share of all that is counted: the chance that an object is recorded
 * @param nextId gives ids; null: none are kept
 */
export function live(
  draws: Draws,
  behaviour: Behaviour,
  start: number,
  moments: readonly number[],
  share: number,
  nextId: (() => number) | null,
): Counted[] {
  const crowd = new Crowd(draws, nextId)
  if (behaviour.kind === 'steady') crowd.come(draws.binomial(behaviour.count, share), start)
  if (behaviour.kind === 'arrive' && behaviour.stay !== undefined) {
    crowd.come(draws.poisson(behaviour.rate(start) * behaviour.stay * share), start)
  }
  let [now, owed, filled] = [start, draws.between(0, 1), 0]
  return moments.map((moment) => {
    if (behaviour.kind === 'fill') {
      const target = Math.round(behaviour.level(moment))
      crowd.come(draws.binomial(Math.max(0, target - filled), share), moment)
      filled = Math.max(filled, target)
    }
    for (let step = 0; behaviour.kind === 'arrive' && step < STEPS && now < moment; step++) {
      const { rate, even = false, stay, flush } = behaviour
      const length = (moment - now) / (STEPS - step)
      const middle = now + length / 2
      const mean = rate(middle) * length * share
      owed += mean
      const news = even && share === 1 ? Math.floor(owed) : draws.poisson(mean)
      owed -= even ? news : 0
      if (stay === undefined) crowd.come(news, middle)
      else {
        const out = Math.expm1(-length / stay)
        crowd.leave(draws.binomial(crowd.held, -out))
        // Of those that came within the step, so many are left at its end.
        const left = draws.binomial(news, (-stay / length) * out)
        crowd.come(left, middle)
        crowd.pass(news - left)
      }
      if (flush && Math.floor((now + length) / flush) > Math.floor(now / flush)) {
        crowd.leave(crowd.held)
      }
      now += length
    }
    return crowd.counted()
  })
}

class Crowd {
  held = 0
  private taken = 0
  private members: Member[] = []

  constructor(
    private readonly draws: Draws,
    private readonly nextId: (() => number) | null,
  ) {}

  come(count: number, since: number): void {
    this.held += count
    this.taken += count
    const { nextId } = this
    for (let i = 0; nextId && i < count; i++) this.members.push({ id: nextId(), since })
  }

  leave(count: number): void {
    this.held -= count
    for (let i = 0; this.nextId && i < count; i++) {
      this.members.splice(this.draws.whole(0, this.members.length - 1), 1)
    }
  }

  /** They came and have left again. */
  pass(count: number): void {
    this.taken += count
    for (let i = 0; this.nextId && i < Math.min(count, 100); i++) this.nextId()
  }

  counted(): Counted {
    return { held: this.held, taken: this.taken, members: [...this.members] }
  }
}

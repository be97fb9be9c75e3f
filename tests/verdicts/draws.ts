import { Random } from '../bench/random.ts'

/** Random numbers of the distributions that programs are simulated with. */
export class Draws {
  private readonly random: Random

  constructor(seed: number) {
    // Seeds that are neighbours shall not begin alike.
    this.random = new Random(Math.imul(seed, 0x9e3779b1) ^ 0x5bd1e995)
  }

  /** Uniform in [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * this.random.next()
  }

  /** Whole, from `from` to `to`. */
  whole(from: number, to: number): number {
    return from + this.random.below(to - from + 1)
  }

  /** Each order of magnitude as likely. */
  magnitude(from: number, to: number): number {
    return Math.exp(this.between(Math.log(from), Math.log(to)))
  }

  chance(probability: number): boolean {
    return this.random.next() < probability
  }

  pick<T>(from: readonly T[]): T {
    return from[this.random.below(from.length)]!
  }

  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.random.next()))
    return radius * Math.cos(2 * Math.PI * this.random.next())
  }

  poisson(mean: number): number {
    if (!(mean > 0)) return 0
    // Then it is all but normal.
    if (mean > 80) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.normal()))
    const least = Math.exp(-mean)
    let count = -1
    for (let product = 1; product > least; count++) product *= this.random.next()
    return count
  }

  /** How many of `n` happen that each happen with a chance. */
  binomial(n: number, chance: number): number {
    if (chance <= 0 || n <= 0) return 0
    if (chance >= 1) return n
    const variance = n * chance * (1 - chance)
    if (variance > 80) {
      const drawn = Math.round(n * chance + Math.sqrt(variance) * this.normal())
      return Math.max(0, Math.min(n, drawn))
    }
    // Rare events of many are counted one by one.
    if (n * chance < 90 && n > 200) return Math.min(n, this.poisson(n * chance))
    if (n * (1 - chance) < 90 && n > 200) return n - Math.min(n, this.poisson(n * (1 - chance)))
    let count = 0
    for (let i = 0; i < n; i++) if (this.chance(chance)) count++
    return count
  }
}

/**
 * A seeded source of numbers (mulberry32). Integer arithmetic only, and nothing here or in its
 * callers goes through Math.pow or Math.log, so that a seed means the same bytes everywhere.
 */
export class Random {
  private state: number

  constructor(seed: number) {
    this.state = seed >>> 0
  }

  /** Uniform in [0, 1). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** Uniform in 0 … n - 1. */
  below(n: number): number {
    return Math.floor(this.next() * n)
  }

  /** 0 … n - 1 with frequency falling as rank^(-1/2): some are hot, none is never met. */
  warm(n: number): number {
    const u = this.next()
    return Math.floor(u * u * n)
  }

  /** 0 … n - 1 with frequency falling as rank^(-2/3), a Zipf law with a fat tail. */
  hot(n: number): number {
    const u = this.next()
    return Math.floor(u * u * u * n)
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }
}

import type { Phase } from '../engine/progress.ts'

/** Adds up the milliseconds spent in each phase. */
export class PhaseClock {
  private readonly spent: Record<string, number> = {}
  private phase: Phase = 'read'
  private since = performance.now()

  enter(phase: Phase): void {
    if (phase === this.phase) return
    this.leave()
    this.phase = phase
  }

  finish(): Record<string, number> {
    this.leave()
    return this.spent
  }

  private leave(): void {
    const now = performance.now()
    this.spent[this.phase] = (this.spent[this.phase] ?? 0) + now - this.since
    this.since = now
  }
}

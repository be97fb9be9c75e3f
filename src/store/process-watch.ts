import { readExpvarMemory, readMemoryStats } from '../engine/decode/legacy/memory-stats.ts'
import type { MemoryStats } from '../engine/profile/profile.ts'
import type { ProcessMoment } from '../sources/origin.ts'
import { askIndex, askService, type LiveOrigin } from '../sources/service.ts'
import { indexAddress, variablesAddress } from '../sources/service-address.ts'
import type { Offered } from '../sources/service-index.ts'

/** Larger texts cost the service more time than the statistics are worth, in bytes. */
const LARGEST_TEXT = 2 ** 24
/** The statistics, which include 256 GC pauses, are at the end of the text, in bytes. */
const END_OF_TEXT = 2 ** 16
/** A longer request would delay the snapshots, in milliseconds. */
const PATIENCE_MS = 10_000
/** After this number of failures in a row an endpoint is no longer requested. */
const MOST_FAILED = 2

type Question = 'index' | 'heap' | 'variables'

/**
 * Requests the resources of a service's process beside its profiles: the number of goroutines from
 * its index page, and its memory from the end of `heap?debug=1` or else from expvar.
 */
export class ProcessWatch {
  private readonly failed = new Map<Question, number>()

  constructor(private readonly origin: Pick<LiveOrigin, 'service' | 'way'>) {}

  /**
   * @returns null if it reports nothing; failures are ignored, as this is only additional
   * @throws the reason of the signal when it is aborted
   */
  async look(signal: AbortSignal): Promise<ProcessMoment | null> {
    const { service, way } = this.origin
    const offers = await this.ask('index', signal, (patience) => askIndex(service, way, patience))
    const memory = await this.memory(offers, signal)
    const goroutines = offers?.find(({ name }) => name === 'goroutine')?.count ?? null
    return memory || goroutines !== null ? { memory, goroutines } : null
  }

  private async memory(
    offers: readonly Offered[] | null,
    signal: AbortSignal,
  ): Promise<MemoryStats | null> {
    const { service } = this.origin
    const heap = `${indexAddress(service)}heap?debug=1`
    const hasHeap = !offers || offers.some(({ name }) => name === 'heap')
    const byHeap = hasHeap && (await this.text('heap', heap, signal))
    const stats = byHeap ? readMemoryStats(byHeap) : null
    const variables = variablesAddress(service)
    if (stats || variables === '') return stats
    const published = await this.text('variables', variables, signal)
    return published === null ? null : readExpvarMemory(published)
  }

  private text(question: Question, address: string, signal: AbortSignal): Promise<string | null> {
    return this.ask(question, signal, async (patience) => {
      const limits = { signal: patience, maxBytes: LARGEST_TEXT }
      const { blob } = await askService(address, this.origin.way, limits)
      return (question === 'heap' ? blob.slice(-END_OF_TEXT) : blob).text()
    })
  }

  private async ask<T>(
    question: Question,
    signal: AbortSignal,
    asking: (patience: AbortSignal) => Promise<T>,
  ): Promise<T | null> {
    const failed = this.failed.get(question) ?? 0
    if (failed >= MOST_FAILED) return null
    try {
      const answer = await asking(AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]))
      this.failed.set(question, 0)
      return answer
    } catch {
      signal.throwIfAborted()
      this.failed.set(question, failed + 1)
      return null
    }
  }
}

import type { GraphGeometry } from './graph-layout-geometry.ts'

/** The worker's reply to a graph: its layout, or why there is none. */
export type LayoutReply = { readonly geometry: GraphGeometry } | { readonly error: string }

/** The layout worker as the client uses it; tests pass a fake. */
export interface LayoutWorker {
  post(dot: string): void
  terminate(): void
}

export type StartLayoutWorker = (reply: (reply: LayoutReply) => void) => LayoutWorker

/**
 * The number of cached layouts: going back and forth between filters and views repeats requests.
 */
const KEPT = 12

/** The state of the latest request. */
export interface LayoutState {
  /** The requested graph; "" before the first request. */
  readonly dot: string
  readonly geometry: GraphGeometry | null
  /** When it was started, by performance.now(); 0 if the result was cached. */
  readonly since: number
  readonly status: 'idle' | 'running' | 'done' | 'failed' | 'cancelled'
  /** Why it failed. */
  readonly error: string
}

const IDLE: LayoutState = { dot: '', geometry: null, since: 0, status: 'idle', error: '' }

/**
 * Lays out one graph at a time with Graphviz, in a worker of its own. Graphviz cannot be
 * interrupted: a layout that is no longer needed is stopped by terminating its worker; the next
 * one starts another.
 */
export class GraphLayouts {
  private worker: LayoutWorker | null = null
  private current = IDLE
  private readonly known = new Map<string, GraphGeometry>()
  private readonly listeners = new Set<() => void>()

  constructor(private readonly start: StartLayoutWorker = startLayoutWorker) {}

  get state(): LayoutState {
    return this.current
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Requests a layout; replaces the previous request. */
  want(dot: string): void {
    if (dot === this.current.dot && this.current.status !== 'idle') return
    this.stop()
    const geometry = this.known.get(dot)
    if (geometry) {
      this.keep(dot, geometry)
      this.set({ dot, geometry, since: 0, status: 'done', error: '' })
      return
    }
    this.run(dot)
  }

  /** Restarts a layout that was cancelled or has failed. */
  retry(): void {
    const { dot, status } = this.current
    if (status === 'cancelled' || status === 'failed') this.run(dot)
  }

  cancel(): void {
    if (this.current.status !== 'running') return
    this.stop()
    this.set({ ...this.current, status: 'cancelled' })
  }

  private run(dot: string): void {
    this.set({ dot, geometry: null, since: performance.now(), status: 'running', error: '' })
    try {
      this.running().post(dot)
    } catch (error) {
      this.receive({ error: String(error) })
    }
  }

  private running(): LayoutWorker {
    if (this.worker) return this.worker
    // Messages of a terminated worker may still arrive: only the current one counts.
    const worker: LayoutWorker = this.start((reply) => {
      if (this.worker === worker) this.receive(reply)
    })
    this.worker = worker
    return worker
  }

  private receive(reply: LayoutReply): void {
    const { dot, status } = this.current
    if ('error' in reply) {
      // A failure may have corrupted Graphviz's memory.
      this.worker?.terminate()
      this.worker = null
      this.set({ ...this.current, status: 'failed', error: reply.error })
    } else if (status === 'running') {
      this.keep(dot, reply.geometry)
      this.set({ ...this.current, status: 'done', geometry: reply.geometry })
    }
  }

  /** Stops the current layout; an idle worker is kept for the next one. */
  private stop(): void {
    if (this.current.status !== 'running') return
    this.worker?.terminate()
    this.worker = null
  }

  private keep(dot: string, geometry: GraphGeometry): void {
    this.known.delete(dot)
    this.known.set(dot, geometry)
    const [oldest] = this.known.keys()
    if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest)
  }

  private set(state: LayoutState): void {
    this.current = state
    for (const listener of this.listeners) listener()
  }
}

/** Starts the real worker. */
function startLayoutWorker(reply: (reply: LayoutReply) => void): LayoutWorker {
  const worker = new Worker(new URL('./graph-layout.worker.ts', import.meta.url), {
    type: 'module',
  })
  worker.onmessage = (event: MessageEvent<LayoutReply>) => reply(event.data)
  worker.onerror = (event) => {
    event.preventDefault()
    reply({ error: event.message || 'the code of the layout could not be loaded' })
  }
  worker.onmessageerror = () => reply({ error: 'the layout could not be read' })
  return {
    post: (dot) => worker.postMessage(dot),
    terminate: () => worker.terminate(),
  }
}

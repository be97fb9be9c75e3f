import { describe, expect, test } from 'vitest'
import { GraphLayouts, type LayoutReply } from '../../../src/worker/graph-layout-client.ts'
import type { GraphGeometry } from '../../../src/worker/graph-layout-geometry.ts'

const geometry = (width: number): GraphGeometry => ({ width, height: 1, boxes: [], arrows: [] })

/** Workers that do what the test says, and how each was treated. */
function fakes() {
  const workers: { posted: string[]; ended: boolean; reply: (reply: LayoutReply) => void }[] = []
  const layouts = new GraphLayouts((reply) => {
    const worker = { posted: [] as string[], ended: false, reply }
    workers.push(worker)
    return {
      post: (dot) => worker.posted.push(dot),
      terminate: () => {
        worker.ended = true
      },
    }
  })
  return { layouts, workers }
}

describe('a layout', () => {
  test('is asked for once, and known from then on', () => {
    const { layouts, workers } = fakes()
    layouts.want('a')
    layouts.want('a')
    expect(layouts.state).toMatchObject({ dot: 'a', status: 'running', geometry: null })
    workers[0]!.reply({ geometry: geometry(1) })
    expect(layouts.state).toMatchObject({ status: 'done', geometry: geometry(1) })
    layouts.want('b')
    workers[0]!.reply({ geometry: geometry(2) })
    layouts.want('a')
    expect(layouts.state).toMatchObject({ dot: 'a', status: 'done', geometry: geometry(1) })
    expect(workers.map(({ posted }) => posted)).toEqual([['a', 'b']])
  })

  test('that nobody waits for any more is ended with its worker, whose answer counts no more', () => {
    const { layouts, workers } = fakes()
    layouts.want('slow')
    layouts.want('quick')
    expect(workers.map(({ ended }) => ended)).toEqual([true, false])
    workers[0]!.reply({ geometry: geometry(1) })
    expect(layouts.state).toMatchObject({ dot: 'quick', status: 'running' })
    workers[1]!.reply({ geometry: geometry(2) })
    expect(layouts.state.geometry).toEqual(geometry(2))
    // It was never finished: it runs again.
    layouts.want('slow')
    expect(layouts.state.status).toBe('running')
  })

  test('can be cancelled and begun again', () => {
    const { layouts, workers } = fakes()
    const heard: string[] = []
    layouts.subscribe(() => heard.push(layouts.state.status))
    layouts.want('a')
    layouts.cancel()
    expect(workers[0]!.ended).toBe(true)
    layouts.want('a')
    expect(layouts.state.status).toBe('cancelled')
    layouts.retry()
    workers[1]!.reply({ geometry: geometry(1) })
    layouts.cancel()
    expect(heard).toEqual(['running', 'cancelled', 'running', 'done'])
  })

  test('that fails says why, and another worker does the next', () => {
    const { layouts, workers } = fakes()
    layouts.want('a')
    workers[0]!.reply({ error: 'memory access out of bounds' })
    expect(layouts.state).toMatchObject({ status: 'failed', error: 'memory access out of bounds' })
    layouts.want('b')
    expect(workers.map(({ posted }) => posted)).toEqual([['a'], ['b']])
  })
})

test('only the layouts of late are kept', () => {
  const { layouts, workers } = fakes()
  for (let i = 0; i < 20; i++) {
    layouts.want(`g${i}`)
    workers[0]!.reply({ geometry: geometry(i) })
  }
  layouts.want('g15')
  expect(layouts.state.status).toBe('done')
  layouts.want('g0')
  expect(layouts.state.status).toBe('running')
})

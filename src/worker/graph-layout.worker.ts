import { Graphviz } from '@hpcc-js/wasm-graphviz'
import { layoutOf } from './graph-layout.ts'
import type { LayoutReply } from './graph-layout-client.ts'

/** Lays out one graph after the other; the page stops a layout by terminating the worker. */

const loaded = Graphviz.load()

self.addEventListener('message', async ({ data: dot }: MessageEvent<string>) => {
  self.postMessage(await reply(dot))
})

async function reply(dot: string): Promise<LayoutReply> {
  try {
    const graphviz = await loaded
    return { geometry: layoutOf(graphviz, dot) }
  } catch (error) {
    return { error: error instanceof Error ? error.message : String(error) }
  }
}

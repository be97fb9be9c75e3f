import { Graphviz } from '@hpcc-js/wasm-graphviz'
import { layoutOf } from './graph-layout.ts'
import type { LayoutReply } from './graph-layout-client.ts'

/** Lays out one text after the other; to stop a layout, the page ends the worker. */

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

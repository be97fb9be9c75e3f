import { EngineClient } from '../worker/client.ts'

let client = new EngineClient()

/** The engine client of the page. */
export function engine(): EngineClient {
  return client
}

/** Replaces the client by one with a fake worker, for tests. */
export function setEngine(other: EngineClient): void {
  client = other
}

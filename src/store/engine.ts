import { EngineClient } from '../worker/client.ts'

let client = new EngineClient()

/** The one client of the page. */
export function engine(): EngineClient {
  return client
}

/** Puts a client with a fake worker in its place, for tests. */
export function setEngine(other: EngineClient): void {
  client = other
}

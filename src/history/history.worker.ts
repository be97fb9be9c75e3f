import { History } from './history.ts'
import { HistoryHost } from './host.ts'
import { DatabaseBytes, DatabaseIndex, openDatabase } from './indexed-db.ts'
import { openPrivateFiles } from './private-files.ts'
import type { FromHistory, ToHistory } from './protocol.ts'
import { WebLocks } from './web-locks.ts'

/** The history on the storage of this browser. */

const others = new BroadcastChannel('flamedrop-history')
const post = (message: FromHistory) => self.postMessage(message)
const host = new HistoryHost(openHistory(), post, () => others.postMessage('changed'))

self.addEventListener('message', (event: MessageEvent<ToHistory>) => host.receive(event.data))
others.addEventListener('message', () => post({ type: 'changed' }))

async function openHistory(): Promise<History> {
  // Over http, browsers have neither locks nor hashes.
  if (!self.isSecureContext) throw new DOMException('the page came over http', 'SecurityError')
  const database = await openDatabase()
  const bytes = (await openPrivateFiles()) ?? new DatabaseBytes(database)
  const history = new History(new DatabaseIndex(database), bytes, new WebLocks())
  // Nobody waits for it, and the next visit tries again.
  history.sweep().catch(() => {})
  return history
}

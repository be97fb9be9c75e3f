import { fileOf, SHARED_CACHE, SHARED_FIELD } from '../offline/shared.ts'
import { MOST_FILES } from '../sources/dropped.ts'
import { fail } from './failures.ts'
import { openFiles } from './opening.ts'

// Files that the system hands to the installed page: opened with it, or shared with it.

/** Not in every browser. */
interface LaunchQueue {
  setConsumer(consumer: (launch: { readonly files: readonly FileSystemFileHandle[] }) => void): void
}

/** Opens what the page is started with, and what it is given later. To be called once. */
export function startLaunching(): void {
  const { launchQueue } = window as { readonly launchQueue?: LaunchQueue }
  launchQueue?.setConsumer(({ files }) => {
    if (files.length > 0) void openAll(files.slice(0, MOST_FILES).map((handle) => handle.getFile()))
  })
  if (!new URLSearchParams(location.search).has(SHARED_FIELD)) return
  // A reload must not look for them again.
  history.replaceState(history.state, '', location.pathname + location.hash)
  void openShared()
}

async function openShared(): Promise<void> {
  const cache = await caches.open(SHARED_CACHE)
  const responses = await cache.matchAll()
  await openAll(responses.map(fileOf))
  await caches.delete(SHARED_CACHE)
}

async function openAll(reading: readonly Promise<File | null>[]): Promise<void> {
  const files: File[] = []
  for (const result of await Promise.allSettled(reading)) {
    if (result.status === 'rejected') fail('', result.reason)
    else if (result.value) files.push(result.value)
  }
  openFiles(files)
}

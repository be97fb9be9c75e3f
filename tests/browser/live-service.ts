import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Where the source of the service is. */
export const SERVICE_SOURCE = fileURLToPath(new URL('../fixtures/service', import.meta.url))

export interface LiveService {
  /** host:port */
  readonly host: string
  stop(): void
}

/** Builds the service of tests/fixtures/service and runs it. @param go path of a Go command */
export async function startLiveService(go: string): Promise<LiveService> {
  const folder = mkdtempSync(join(tmpdir(), 'flamedrop-service-'))
  const binary = join(folder, process.platform === 'win32' ? 'service.exe' : 'service')
  // Without the place where it was built, its source is wherever -source_path says.
  execFileSync(go, ['build', '-trimpath', '-o', binary, 'main.go'], {
    cwd: SERVICE_SOURCE,
    env: { ...process.env, GO111MODULE: 'off', GOFLAGS: '' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  // It ends when its input does, also when this process is killed.
  const child = spawn(binary, { stdio: ['pipe', 'pipe', 'inherit'] })
  for await (const host of createInterface({ input: child.stdout })) {
    return {
      host,
      stop() {
        child.kill()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }
  throw new Error('The service has ended before it said its address.')
}

import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { findGo } from '../../scripts/go.mjs'

const SOURCES = fileURLToPath(new URL('programs', import.meta.url))
/** Go 1.25. */
const LEAST_MINOR = 25

/** A program of programs/ that runs. */
export interface LiveProgram {
  /** host:port */
  readonly host: string
  /** It does nothing of note before. */
  begin(): Promise<void>
  /** @param profile `heap?gc=1` */
  take(profile: string): Promise<Uint8Array>
}

/** All of them in one binary, and those of it that were started. */
export class LivePrograms {
  private readonly ends: (() => void)[] = []

  private constructor(
    private readonly folder: string,
    private readonly binary: string,
  ) {}

  /** @param go path of a Go command */
  static build(go: string): LivePrograms {
    const folder = mkdtempSync(join(tmpdir(), 'flamedrop-live-'))
    const binary = join(folder, process.platform === 'win32' ? 'programs.exe' : 'programs')
    const files = readdirSync(SOURCES).filter((name) => name.endsWith('.go'))
    // Without the place where it was built, which says nothing to others.
    execFileSync(go, ['build', '-trimpath', '-o', binary, ...files], {
      cwd: SOURCES,
      env: { ...process.env, GO111MODULE: 'off', GOFLAGS: '' },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    return new LivePrograms(folder, binary)
  }

  async start(name: string): Promise<LiveProgram> {
    // It ends when its input does, also when this process is killed.
    const child = spawn(this.binary, [name], { stdio: ['pipe', 'pipe', 'inherit'] })
    this.ends.push(() => child.kill())
    for await (const host of createInterface({ input: child.stdout })) {
      const get = async (path: string): Promise<Uint8Array> => {
        const response = await fetch(`http://${host}/${path}`)
        if (!response.ok) throw new Error(`${name}: ${path}: ${response.status}`)
        return new Uint8Array(await response.arrayBuffer())
      }
      return {
        host,
        begin: async () => void (await get('begin')),
        take: (profile) => get(`debug/pprof/${profile}`),
      }
    }
    throw new Error(`${name} has ended before it said its address.`)
  }

  stop(): void {
    for (const end of this.ends) end()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** A Go that is new enough; or why there is none. */
export function usableGo(): { readonly go: string } | { readonly missing: string } {
  const go = findGo()
  if (go === undefined) return { missing: 'there is no Go' }
  const said = execFileSync(go, ['version'], { encoding: 'utf8' })
  const minor = Number(/go1\.(\d+)/.exec(said)?.[1] ?? 0)
  return minor >= LEAST_MINOR ? { go } : { missing: `it is older than 1.${LEAST_MINOR}: ${said}` }
}

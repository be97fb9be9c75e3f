import { spawnSync } from 'node:child_process'

/** What a command did. */
export interface Outcome {
  readonly status: number
  readonly stdout: Buffer
  readonly stderr: string
}

/** The installed `go tool pprof`. */
export class Reference {
  private constructor(
    private readonly binary: string,
    /** Such as "go1.19.8". */
    readonly version: string,
    private readonly folder: string,
  ) {}

  /** @param folder where the profiles are */
  static find(folder: string): Reference | undefined {
    const ask = (...args: string[]): string | undefined => {
      const { status, stdout } = spawnSync('go', args, { encoding: 'utf8' })
      return status === 0 ? stdout.trim() : undefined
    }
    // The tool itself: `go` in between costs time and turns every exit status into 1.
    const binary = ask('tool', '-n', 'pprof')
    const version = ask('env', 'GOVERSION')
    return binary && version ? new Reference(binary, version, folder) : undefined
  }

  run(args: readonly string[]): Outcome {
    const { status, stdout, stderr, error } = spawnSync(this.binary, args, {
      cwd: this.folder,
      env: { ...process.env, HOME: this.folder, TZ: 'UTC' },
      maxBuffer: 1 << 28,
    })
    if (error) throw error
    return { status: status ?? -1, stdout, stderr: stderr.toString() }
  }
}

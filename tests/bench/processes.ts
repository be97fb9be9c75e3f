import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

export interface Finished {
  /** From start to exit, in milliseconds. */
  readonly elapsed: number
  /** Largest resident size of the process or of a process it started, in bytes; 0: not known. */
  readonly peak: number
  readonly stdout: string
}

interface RunOptions {
  /** Keep what it prints; otherwise that goes to /dev/null. */
  readonly capture?: boolean
  /** Look how large it grows (Linux). */
  readonly watch?: boolean
}

/** Runs a command to its end. */
export function run(
  command: string,
  args: readonly string[],
  { capture = false, watch = false }: RunOptions = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const started = performance.now()
    const child = spawn(command, args, {
      stdio: ['ignore', capture ? 'pipe' : 'ignore', capture ? 'inherit' : 'ignore'],
    })
    let stdout = ''
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    let peak = 0
    const look = () => {
      if (child.pid !== undefined) peak = Math.max(peak, peakOf(child.pid))
    }
    // The kernel keeps each process's high-water mark, so rare looks miss only the very end.
    const timer = watch ? setInterval(look, 100) : undefined
    child.on('error', (error) => {
      clearInterval(timer)
      reject(error)
    })
    let elapsed = 0
    child.on('exit', () => {
      elapsed = performance.now() - started
    })
    child.on('close', (code) => {
      clearInterval(timer)
      if (code === 0) resolve({ elapsed, peak, stdout })
      else reject(new Error(`${command} ${args.join(' ')}: exit code ${code}`))
    })
  })
}

/** Whether a command is there. */
export async function works(command: string, ...args: readonly string[]): Promise<boolean> {
  try {
    await run(command, args)
    return true
  } catch {
    return false
  }
}

/** High-water mark of a process and of its descendants, in bytes: the largest one. */
function peakOf(pid: number): number {
  try {
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .filter((name) => parentOf(name) === pid)
    return Math.max(highWater(pid), ...children.map((name) => peakOf(Number(name))))
  } catch {
    // Not Linux.
    return 0
  }
}

function parentOf(pid: string): number {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // pid (name) state parent …, and the name may hold anything.
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return -1
  }
}

function highWater(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}

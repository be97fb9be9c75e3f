import { fork, spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Findings } from './findings.ts'
import { type Job, LONGEST_TRIAL, MOST_MEMORY, PLACE_BYTES, type Report } from './protocol.ts'

type RoundReport = Extract<Report, { round: number }>

const CHILD = fileURLToPath(new URL('./child.mjs', import.meta.url))
/** Of the heap; columns lie beside it, and are counted by the child. */
const HEAP = `--max-old-space-size=${MOST_MEMORY / 2 ** 20}`
const POLL_MS = 250

/** Runs the rounds of a job until a point in time; a child that dies or hangs is followed by another. */
export async function runChild(
  job: Job,
  until: number,
  findings: Findings,
  finished: (round: RoundReport) => void,
): Promise<void> {
  let round = job.round
  while (round < job.rounds && performance.now() < until) {
    const end = await untilItEnds({ ...job, round }, until, findings, finished)
    if (end.kind === 'done') break
    const at = placeOf(job.place)
    if (!at) throw new Error('the child ended before its first input')
    judge(end.kind, at.bytes, job.place, findings)
    round = at.round + job.step
  }
  rmSync(job.place, { force: true })
}

/** How a child ended: of itself (or because the time is over), stuck in an input, or dead. */
interface End {
  readonly kind: 'done' | 'hang' | 'crash'
}

function untilItEnds(
  job: Job,
  until: number,
  findings: Findings,
  finished: (round: RoundReport) => void,
): Promise<End> {
  rmSync(job.place, { force: true })
  return new Promise((ended) => {
    let kind: End['kind'] = 'crash'
    const child = fork(CHILD, ['rounds', JSON.stringify(job)], { execArgv: [HEAP] })
    let last = ''
    let since = performance.now()
    const poll = setInterval(() => {
      const now = performance.now()
      const at = placeOf(job.place)
      const input = at ? `${at.round} ${at.number}` : ''
      if (input !== last) since = now
      last = input
      if (now > until) kind = 'done'
      else if (at && now - since > LONGEST_TRIAL) kind = 'hang'
      else return
      child.kill('SIGKILL')
    }, POLL_MS)
    child.on('message', (report: Report) => {
      // Making an input shorter takes its time, and is no hang.
      since = performance.now()
      if ('round' in report) finished(report)
      else if (report.found === 'memory') {
        judge('memory', Buffer.from(report.bytes, 'hex'), job.place, findings)
      } else findings.add(report.found, Buffer.from(report.bytes, 'hex'))
    })
    child.on('exit', (code) => {
      clearInterval(poll)
      ended({ kind: code === 0 ? 'done' : kind })
    })
  })
}

interface Place {
  readonly round: number
  readonly number: number
  readonly bytes: Uint8Array
}

function placeOf(file: string): Place | null {
  if (!existsSync(file)) return null
  const all = readFileSync(file)
  if (all.length < PLACE_BYTES) return null
  const [round, number, length] = [0, 4, 8].map((at) => all.readUInt32LE(at))
  return {
    round: round! - 1,
    number: number!,
    bytes: all.subarray(PLACE_BYTES).subarray(0, length),
  }
}

/** The command for one input, which the system ends by the time that it has really had. */
function commandFor(file: string): readonly [string, readonly string[]] {
  const args = [HEAP, CHILD, 'file', file]
  if (process.platform === 'win32') return [process.execPath, args]
  const limited = `ulimit -t ${LONGEST_TRIAL / 1000 + 3}; exec "$@"`
  return ['sh', ['-c', limited, 'sh', process.execPath, ...args]]
}

/** Tries an input by itself: a machine that is busy, or what came before it, is no finding. */
function judge(
  kind: 'hang' | 'crash' | 'memory',
  bytes: Uint8Array,
  place: string,
  findings: Findings,
): void {
  const file = `${place}.alone`
  writeFileSync(file, bytes)
  const { stdout, status, error } = spawnSync(...commandFor(file), {
    encoding: 'utf8',
    timeout: LONGEST_TRIAL * 60,
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  rmSync(file, { force: true })
  const { seconds = Number.POSITIVE_INFINITY, memory = 0 } =
    status === 0 ? (JSON.parse(stdout) as { seconds: number; memory: number }) : {}
  // It never came to its limit: other programs had the machine.
  if (error) return
  if (status !== 0 || seconds * 1000 > LONGEST_TRIAL || memory > MOST_MEMORY) {
    findings.add(`${kind}: ${seconds.toFixed(1)} s, ${Math.round(memory / 2 ** 20)} MB`, bytes)
  }
}

import { closeSync, openSync, renameSync, writeSync } from 'node:fs'
import { functionName, packageName } from './names.ts'
import { Random } from './random.ts'

export interface GoroutineParameters {
  readonly seed: number
  readonly goroutines: number
  /** Distinct stacks; the first few have most of the goroutines. */
  readonly stacks: number
}

/** The dump that the bounds of `npm run bench` speak of: about 400 MB. */
export const MILLION: GoroutineParameters = { seed: 3, goroutines: 1_000_000, stacks: 3000 }

const PACKAGES = 200
/** Text that is written at once, in characters. */
const PIECE = 1 << 20

/** What goroutines wait in: the state, and the calls that a dump shows for it, innermost first. */
const WAITS: readonly { state: string; calls: readonly string[] }[] = [
  { state: 'chan send', calls: [] },
  { state: 'chan receive', calls: [] },
  { state: 'select', calls: [] },
  {
    state: 'sync.Mutex.Lock',
    calls: [
      'internal/sync.runtime_SemacquireMutex(0xc000ARG?, 0x0?, 0x0?)\n\t/usr/local/go/src/runtime/sema.go:95 +0x25\n',
      'sync.(*Mutex).Lock(...)\n\t/usr/local/go/src/sync/mutex.go:46\n',
    ],
  },
  {
    state: 'sync.WaitGroup.Wait',
    calls: [
      'sync.runtime_SemacquireWaitGroup(0xc000ARG?)\n\t/usr/local/go/src/runtime/sema.go:110 +0x25\n',
      'sync.(*WaitGroup).Wait(0xc000ARG)\n\t/usr/local/go/src/sync/waitgroup.go:118 +0x48\n',
    ],
  },
  {
    state: 'IO wait',
    calls: [
      'internal/poll.runtime_pollWait(0x7f1e0ARG, 0x72)\n\t/usr/local/go/src/runtime/netpoll.go:351 +0x85\n',
      'internal/poll.(*pollDesc).waitRead(...)\n\t/usr/local/go/src/internal/poll/fd_poll_runtime.go:89\n',
      'net.(*conn).Read(0xc000ARG, {0xc001ARG?, 0x0?, 0x0?})\n\t/usr/local/go/src/net/net.go:196 +0x45\n',
    ],
  },
]

/**
 * Writes a dump as `debug=2` prints it, piece by piece, so that its size costs no memory. Equal
 * parameters give equal bytes.
 * @returns its size in bytes
 */
export function writeGoroutines(file: string, parameters: GoroutineParameters): number {
  const random = new Random(parameters.seed)
  const shapes = Array.from({ length: parameters.stacks }, () => makeShape(random))
  let size = 0
  // Never half a file under the name that the bench takes for a finished one.
  const out = openSync(`${file}.part`, 'w')
  try {
    let piece = ''
    for (let i = 0; i < parameters.goroutines; i++) {
      piece += goroutine(random, shapes[random.hot(shapes.length)]!, 1 + i * 3)
      if (piece.length < PIECE) continue
      size += writeSync(out, piece)
      piece = ''
    }
    size += writeSync(out, piece)
  } finally {
    closeSync(out)
  }
  renameSync(`${file}.part`, file)
  return size
}

interface Shape {
  readonly state: string
  /** The calls with ARG where four hex digits are another for every goroutine, and the creator. */
  readonly text: string
}

function makeShape(random: Random): Shape {
  const { state, calls } = WAITS[random.hot(WAITS.length)]!
  let text = calls.join('')
  const depth = 1 + random.below(2)
  for (let i = 0; i < depth; i++) {
    const inlined = i + 1 < depth && random.chance(0.2)
    const args = inlined ? '...' : '0xc000ARG, {0xc001ARG?, 0x10?}, 0x1'
    text += call(random, `(${args})`, inlined)
  }
  return { state, text: `${text}created by ${call(random, ' in goroutine 1', false)}\n` }
}

function call(random: Random, behind: string, inlined: boolean): string {
  const p = random.below(PACKAGES)
  const { name, file } = functionName(packageName(p), p, random.below(40))
  const offset = inlined ? '' : ` +0x${(1 + random.below(2000)).toString(16)}`
  return `${name}${behind}\n\t${file}:${1 + random.below(900)}${offset}\n`
}

function goroutine(random: Random, { state, text }: Shape, id: number): string {
  const minutes = Math.floor(random.hot(90))
  const wait = minutes > 0 ? `, ${minutes} minutes` : ''
  const digits = (0x1000 + random.below(0xf000)).toString(16)
  return `goroutine ${id} [${state}${wait}]:\n${text.replaceAll('ARG', digits)}`
}

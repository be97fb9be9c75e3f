/** Go-like names for a made-up program: packages, receivers, methods, closures, files. */

const ORGS = [
  'github.com/orchard',
  'github.com/tidewater',
  'github.com/lanternworks',
  'go.quarry.io',
  'github.com/northfork',
  'git.harbour.dev/platform',
  'github.com/saltbox',
  'golang.example.org/x',
]
const MODULES = `ledger router codec broker catalog gateway storage metrics session search billing
  planner replica snapshot compactor scheduler ingest notifier resolver auth`.split(/\s+/)
const FOLDERS = `internal pkg server client wire index cache pool stream query merge shard log
  schema proto batch token limit trace retry lease digest filter`.split(/\s+/)
const TYPES = `Encoder Reader Cursor Table Node Buffer Worker Queue Store Session Plan Segment
  Window Tracker Matcher Builder`.split(/\s+/)
const VERBS = `Read Write Merge Scan Apply Encode Decode Flush Lookup Insert Remove Split Visit
  Resolve Validate Compact Append Handle Commit Refresh Walk Sort Expand`.split(/\s+/)
const NOUNS = `Row Block Page Key Value Entry Header Range Batch Path Record Chunk Frame Token
  Field Group Column Bucket Message Label Result Offset Schema Lease State`.split(/\s+/)

/** What the ends of many stacks have in common in every Go program, hottest first. */
const RUNTIME = `mallocgc memmove scanobject memclrNoHeapPointers mapaccess2_faststr growslice
  findObject nextFreeFast mapassign_faststr futex heapBitsSetType greyobject concatstrings
  newobject markBits.isMarked (*mspan).nextFreeIndex wbBufFlush1 makeslice convTstring memequal
  mapiternext memhash64 slicebytetostring (*mcache).nextFree gcDrain bulkBarrierPreWrite
  typedmemmove mapaccess1_fast64 strhash lock2 unlock2 (*mcentral).cacheSpan schedule
  findRunnable stealWork procyield chansend1 chanrecv2 selectgo gopark goready newproc
  systemstack mcall morestack newstack copystack adjustframe pcvalue step readvarint`.split(/\s+/)

export interface FunctionName {
  readonly name: string
  readonly file: string
}

export interface PackageName {
  readonly path: string
  /** Name before the dot: the last element of the path. */
  readonly short: string
}

/** The runtime's function `i`; past the known names they are numbered. */
export function runtimeName(i: number): FunctionName {
  const known = RUNTIME[i % RUNTIME.length]!
  const round = Math.floor(i / RUNTIME.length)
  return {
    name: `runtime.${known}${round === 0 ? '' : `.abi${round}`}`,
    file: `/usr/local/go/src/runtime/${['malloc', 'mgc', 'map', 'proc', 'slice'][i % 5]}.go`,
  }
}

/** Package `i`: another path for every i. */
export function packageName(i: number): PackageName {
  const org = ORGS[i % ORGS.length]!
  const module = MODULES[(i * 7) % MODULES.length]!
  const short = FOLDERS[(i * 5) % FOLDERS.length]!
  // The three lists repeat together only after their least common multiple.
  const round = Math.floor(i / leastCommonMultiple(ORGS.length, MODULES.length, FOLDERS.length))
  const version = round === 0 ? '' : `/v${round + 1}`
  return { path: `${org}/${module}${version}/${short}`, short }
}

/** How many functions a package can have before names would repeat. */
export const MAX_PACKAGE = VERBS.length * NOUNS.length

/** Function `k` of package `p`: a method mostly, a plain function or a closure now and then. */
export function functionName(pkg: PackageName, p: number, k: number): FunctionName {
  const types = 2 + (p % 5)
  const type = TYPES[(p * 3 + (k % types)) % TYPES.length]!
  const file = `/src/${pkg.path}/${type.toLowerCase()}.go`
  const closure = k % 11 === 10
  // A closure carries the name of the function before it.
  const base = closure ? k - 1 : k
  const word = (base * 7 + p * 13) % MAX_PACKAGE
  const verb = VERBS[word % VERBS.length]!
  const noun = NOUNS[Math.floor(word / VERBS.length)]!
  const baseType = TYPES[(p * 3 + (base % types)) % TYPES.length]!
  const owner = base % 5 === 4 ? `${pkg.path}.${verb}` : `${pkg.path}.(*${baseType}).${verb}`
  return { name: `${owner}${noun}${closure ? '.func1' : ''}`, file }
}

function leastCommonMultiple(...numbers: readonly number[]): number {
  const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b))
  return numbers.reduce((a, b) => (a * b) / gcd(a, b))
}

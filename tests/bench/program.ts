import { functionName, MAX_PACKAGE, packageName, runtimeName } from './names.ts'
import type { Random } from './random.ts'

/**
 * A made-up Go program: functions in packages, and in each function the addresses (locations)
 * that turn up in stacks. CSR columns: function `f` owns locations `first[f]` to `first[f + 1]`,
 * location `l` has lines `firstLine[l]` to `firstLine[l + 1]` and calls one of
 * `targets[firstTarget[l]]` to `targets[firstTarget[l + 1]]`.
 */
export interface Program {
  readonly functions: number
  readonly locations: number
  readonly names: readonly string[]
  readonly files: readonly string[]
  readonly startLine: Uint32Array
  readonly first: Uint32Array
  /**
   * How many of a function's locations, its first ones, are where a walk may end: instructions
   * of its own, or calls into the runtime.
   */
  readonly ends: Uint32Array
  readonly address: Float64Array
  readonly firstLine: Uint32Array
  /** Function index per line; a location's last line is the function that owns it. */
  readonly lineFunction: Uint32Array
  readonly lineNumber: Uint32Array
  readonly firstTarget: Uint32Array
  /** Function indices. Calls through an interface have several, plain calls one, ends may have none. */
  readonly targets: Uint32Array
  /** Functions below this index are the runtime's. */
  readonly runtime: number
  /** Functions that goroutines start in, busiest first. */
  readonly roots: Uint32Array
  /** First byte behind the program's text. */
  readonly limit: number
}

export const TEXT_START = 0x400000

/** Share of locations with inlined calls, and of calls that go through an interface. */
const INLINED = 0.2
const DYNAMIC = 0.06
/** Handlers, jobs … that a goroutine's first function chooses from at each of its calls. */
const ROUTES = 96

interface Packages {
  /** Package `p` has functions `first[p]` to `first[p + 1]`; package 0 is the runtime. */
  readonly first: readonly number[]
  /** Package of a function. */
  readonly of: Uint32Array
}

/**
 * @param functions at least 20
 * @param locations at least twice as many: a function needs an end and a call
 */
export function makeProgram(random: Random, functions: number, locations: number): Program {
  if (functions < 20 || locations < 2 * functions) {
    throw new RangeError('a program needs 20 functions or more, and 2 locations for each')
  }
  const packages = makePackages(random, functions)
  const { names, files, startLine } = nameFunctions(random, functions, packages)
  const first = shareLocations(random, functions, locations, packages)
  const runtime = packages.first[1]!

  const ends = new Uint32Array(functions)
  const address = new Float64Array(locations)
  const firstLine = new Uint32Array(locations + 1)
  const lineFunction: number[] = []
  const lineNumber: number[] = []
  const firstTarget = new Uint32Array(locations + 1)
  const targets: number[] = []
  const roots = makeRoots(random, packages)
  const dispatchers = new Set(roots)
  let text = TEXT_START + 0x1000
  for (let f = 0; f < functions; f++) {
    const from = first[f]!
    const count = first[f + 1]! - from
    ends[f] = Math.max(1, Math.floor(count / 4))
    for (let l = from; l < from + count; l++) {
      text += 5 + random.below(90)
      address[l] = text
      firstLine[l] = lineFunction.length
      if (random.chance(INLINED)) {
        for (let more = 1 + random.warm(3); more > 0; more--) {
          const inlined = calleeOf(random, f, packages)
          lineFunction.push(inlined)
          lineNumber.push(startLine[inlined]! + random.below(12))
        }
      }
      lineFunction.push(f)
      lineNumber.push(startLine[f]! + 1 + (l - from) * 3 + random.below(3))
      firstTarget[l] = targets.length
      if (l >= from + ends[f]!) {
        const fan = dispatchers.has(f) ? ROUTES : random.chance(DYNAMIC) ? 2 + random.warm(10) : 1
        for (let i = 0; i < fan; i++) targets.push(calleeOf(random, f, packages))
      } else if (f >= runtime && random.chance(0.4)) {
        targets.push(random.warm(runtime))
      }
    }
    text += 16 - (text % 16)
  }
  firstLine[locations] = lineFunction.length
  firstTarget[locations] = targets.length
  return {
    functions,
    locations,
    names,
    files,
    startLine,
    first,
    ends,
    address,
    firstLine,
    lineFunction: Uint32Array.from(lineFunction),
    lineNumber: Uint32Array.from(lineNumber),
    firstTarget,
    targets: Uint32Array.from(targets),
    runtime,
    roots,
    limit: text + 0x1000 - (text % 0x1000),
  }
}

/** Packages of 20 to 100 functions; the runtime comes first. */
function makePackages(random: Random, functions: number): Packages {
  const first = [0, Math.min(120, Math.floor(functions / 10))]
  for (;;) {
    const at = first[first.length - 1]!
    if (at >= functions) break
    const size = Math.min(MAX_PACKAGE, 20 + random.below(80))
    // No crumb of a package at the end: the last one takes it.
    first.push(functions - at < size + 20 ? functions : at + size)
  }
  const of = new Uint32Array(functions)
  for (let p = 0; p + 1 < first.length; p++) of.fill(p, first[p]!, first[p + 1]!)
  return { first, of }
}

function nameFunctions(random: Random, functions: number, packages: Packages) {
  const names: string[] = []
  const files: string[] = []
  const startLine = new Uint32Array(functions)
  let line = 0
  for (let p = 0; p + 1 < packages.first.length; p++) {
    const pkg = packageName(p)
    line = 12
    for (let f = packages.first[p]!; f < packages.first[p + 1]!; f++) {
      const named = p === 0 ? runtimeName(f) : functionName(pkg, p, f - packages.first[p]!)
      names.push(named.name)
      files.push(named.file)
      startLine[f] = line
      line += 4 + random.warm(60)
    }
  }
  return { names, files, startLine }
}

/** Two locations for each function, the rest mostly to the first (hot) functions of packages. */
function shareLocations(
  random: Random,
  functions: number,
  locations: number,
  packages: Packages,
): Uint32Array {
  const count = new Uint32Array(functions).fill(2)
  const last = packages.first.length - 1
  for (let extra = locations - 2 * functions; extra > 0; extra--) {
    const p = random.below(last)
    const from = packages.first[p]!
    count[from + random.warm(packages.first[p + 1]! - from)]!++
  }
  const first = new Uint32Array(functions + 1)
  for (let f = 0; f < functions; f++) first[f + 1] = first[f]! + count[f]!
  return first
}

/**
 * Whom function `f` calls: itself (2 %), its own package (half), or a package it imports, which
 * is a little deeper in the program. The runtime only calls itself.
 */
function calleeOf(random: Random, f: number, packages: Packages): number {
  const { first, of } = packages
  const kind = random.next()
  if (kind < 0.02) return f
  let p = of[f]!
  if (p > 0 && kind > 0.52) {
    const count = first.length - 1
    const quarter = Math.max(1, Math.floor(count / 4))
    p += 1 + random.warm(quarter)
    // Below the deepest package: any of the deepest quarter (callbacks, generic helpers).
    if (p >= count) p = Math.max(1, count - 1 - random.warm(quarter))
  }
  const from = first[p]!
  return from + random.warm(first[p + 1]! - from)
}

/** Up to 24 entries of goroutines, in the topmost packages. */
function makeRoots(random: Random, packages: Packages): Uint32Array {
  const count = packages.first.length - 1
  const top = Math.max(1, Math.floor(count / 10))
  const roots: number[] = []
  for (let i = 0; i < Math.min(24, count); i++) {
    const p = 1 + random.below(Math.min(top, count - 1))
    roots.push(packages.first[p]! + random.warm(packages.first[p + 1]! - packages.first[p]!))
  }
  return Uint32Array.from(roots)
}

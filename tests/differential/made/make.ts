import { Random } from '../../bench/random.ts'
import type { Kind } from './kinds.ts'
import type { MadeFunction, MadeLocation, MadeMapping, MadeProfile, MadeSample } from './model.ts'
import { drawFrom, type Language } from './names.ts'

/** How much of a program has symbols. */
export type Symbols = 'all' | 'some' | 'none'

export interface Recipe {
  readonly seed: number
  readonly language: Language
  readonly kind: Kind
  readonly symbols: Symbols
  /** The profile says which frames are of no interest. */
  readonly dropFrames: boolean
  /** Equal numbers make the same program; `seed` then draws other samples of it. */
  readonly program: number
  /** Another run of it: loaded elsewhere, and counted in other units where the kind has such. */
  readonly later: boolean
}

/** A profile of a made-up program. Equal recipes make equal profiles. */
export function make(recipe: Recipe): MadeProfile {
  const program = makeProgram(recipe)
  const { kind, seed } = recipe
  const random = new Random(seed)
  const samples = Array.from({ length: 10 + random.warm(150) }, () =>
    makeSample(random, program, kind),
  )
  if (kind.empty) samples.push({ stack: [], values: kind.values(random), labels: [] })
  const { mappings, locations, functions } = recipe.later ? moved(program) : program
  return {
    sampleTypes: (recipe.later && kind.laterTypes) || kind.sampleTypes,
    samples,
    mappings,
    locations,
    functions,
    ...kind.header(random),
    ...(recipe.dropFrames && dropPatterns(program)),
  }
}

/** The program at other addresses. */
function moved(program: Program): Program {
  const by = 0x35000n
  return {
    ...program,
    mappings: program.mappings.map((m) => ({ ...m, start: m.start + by, limit: m.limit + by })),
    locations: program.locations.map((location) =>
      location.mapping === undefined ? location : { ...location, address: location.address + by },
    ),
  }
}

interface Program {
  readonly mappings: readonly MadeMapping[]
  readonly functions: readonly MadeFunction[]
  readonly locations: readonly MadeLocation[]
  /** Locations of each function. */
  readonly sites: readonly (readonly number[])[]
  /** The function that each location calls. */
  readonly callee: readonly number[]
}

function makeProgram({ language, symbols, program }: Recipe): Program {
  const random = new Random(program)
  const draw = drawFrom(random)
  const mappings = makeMappings(random, language, symbols)
  const functions = Array.from({ length: 6 + random.warm(40) }, (_, row) => {
    const name = language.name(draw, row)
    return {
      name,
      systemName: language.systemName?.(name, row) ?? name,
      file: language.file(draw, row),
      startLine: random.chance(0.5) ? 1 + random.below(300) : 0,
    }
  })
  const callees = functions.map(() =>
    // Oneself and earlier ones, too: recursion.
    Array.from({ length: 1 + random.below(3) }, () => random.below(functions.length)),
  )
  const locations: MadeLocation[] = []
  const callee: number[] = []
  const sites = functions.map((_, f) =>
    Array.from({ length: 1 + random.below(3) }, () => {
      const called = inlinedCalls(random, callees, f)
      const mapping = mappings.length > 0 && random.chance(0.95) ? f % mappings.length : undefined
      const bare = mapping === undefined ? symbols === 'none' : !mappings[mapping]!.has[0]
      const base = mapping === undefined ? 0n : mappings[mapping]!.start
      // Now and then two locations of one address, or the same one twice.
      const step = random.chance(0.9) ? locations.length : 1
      locations.push({
        mapping,
        address: base + BigInt(0x1000 + 16 * step + random.below(step === 1 ? 2 : 16)),
        lines: bare ? [] : called.map((row) => ({ function: row, line: random.below(400) })),
        folded: random.chance(0.02),
      })
      return callee.push(draw(callees[called[0]!]!)) - 1
    }),
  )
  return { mappings, functions, locations, sites, callee }
}

/** A call and what was inlined into it, innermost first. */
function inlinedCalls(random: Random, callees: readonly number[][], f: number): number[] {
  const calls = [f]
  while (random.chance(0.25)) calls.unshift(callees[calls[0]!]![0]!)
  return calls
}

function makeMappings(random: Random, language: Language, symbols: Symbols): MadeMapping[] {
  // Far up as well: addresses use all 64 bits.
  const starts = [0x400000n, 0x7f00_0000_0000n, 0xffff_ffff_8000_0000n]
  return language.binaries.map((file, row) => {
    const symbolised = symbols === 'all' || (symbols === 'some' && row === 0)
    const start = starts[row]!
    return {
      start,
      limit: start + BigInt(0x10000 + 0x1000 * random.below(16)),
      offset: row === 0 ? 0n : 0x2000n,
      file,
      buildId: random.chance(0.5) ? `b1d${row}${random.below(1e6).toString(16)}` : '',
      has: [symbolised, symbolised, symbolised, symbolised && random.chance(0.5)],
    }
  })
}

function makeSample(random: Random, program: Program, kind: Kind): MadeSample {
  const stack: number[] = []
  // Few functions are where threads begin.
  let at = random.hot(3)
  for (let depth = 1 + random.warm(14); depth > 0; depth--) {
    const site = drawFrom(random)(program.sites[at]!)
    stack.unshift(site)
    at = program.callee[site]!
  }
  return { stack, values: kind.values(random), labels: kind.labels(random) }
}

function dropPatterns({ functions }: Program): Partial<MadeProfile> {
  const words = functions.map(({ name }) => name.replace(/\(.*/, '').match(/\w+$/)?.[0] ?? '')
  const some = [...new Set(words.filter((word) => word !== ''))]
  if (some.length < 3) return {}
  return { dropFrames: `.*(${some[0]}|${some[1]})|${some[2]}`, keepFrames: `.*${some[1]}` }
}

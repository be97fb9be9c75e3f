import { gunzipSync, gzipSync } from 'node:zlib'
import { Random } from '../bench/random.ts'
import { BYTE_MUTATORS, LARGEST_INPUT, oneOf } from './mutate.ts'
import { fieldsOf, PROTO_MUTATORS } from './mutate-proto.ts'
import { looksLikeText, TEXT_MUTATORS } from './mutate-text.ts'

/** Inputs of one round: a round begins with the corpus alone, so that it can be run by itself. */
export const ROUND = 500

/** As many inputs of a round as are changed on after they did something new. */
const MOST_KEPT = 200

/**
 * Makes the inputs of one round from a corpus. What an input did can be told: one that did
 * something new is changed further, as are those of the corpus.
 */
export class Inputs {
  private readonly random: Random
  private readonly kept: Uint8Array[] = []
  private readonly met = new Set<string>()
  private last = new Uint8Array(0)

  constructor(
    private readonly corpus: readonly Uint8Array[],
    seed: number,
    round: number,
  ) {
    this.random = new Random(Math.imul(seed, 0x9e3779b1) ^ Math.imul(round + 1, 0x85ebca6b))
  }

  next(): Uint8Array {
    const { random } = this
    let input = this.pick()
    const compressed = input[0] === 0x1f && input[1] === 0x8b && random.chance(0.9)
    if (compressed) input = inflated(input)
    for (let left = 1 + random.hot(5); left > 0; left--) {
      input = oneOf(this.mutators(input), random)(input, random, this.pick())
    }
    if (input.length > LARGEST_INPUT) input = input.subarray(0, LARGEST_INPUT)
    this.last =
      compressed && random.chance(0.2) ? gzipSync(input, { level: 1 }) : new Uint8Array(input)
    return this.last
  }

  /** @param what tells inputs apart that went different ways */
  did(what: string): void {
    if (this.met.has(what)) return
    this.met.add(what)
    if (this.kept.length < MOST_KEPT) this.kept.push(this.last)
  }

  private pick(): Uint8Array {
    const { random, kept, corpus } = this
    return kept.length > 0 && random.chance(0.5) ? oneOf(kept, random) : oneOf(corpus, random)
  }

  private mutators(input: Uint8Array) {
    if (this.random.chance(0.15)) return BYTE_MUTATORS
    if (looksLikeText(input, this.random)) return TEXT_MUTATORS
    return fieldsOf(input) ? PROTO_MUTATORS : BYTE_MUTATORS
  }
}

function inflated(input: Uint8Array): Uint8Array {
  try {
    return gunzipSync(input, { maxOutputLength: 4 * LARGEST_INPUT })
  } catch {
    return input
  }
}

import { type NewLabel, ProfileBuilder } from '../../profile/builder.ts'
import { withRoom } from '../../profile/columns.ts'
import { ProfileError } from '../../profile/error.ts'
import type { Header, MemoryStats, Profile, ValueType } from '../../profile/profile.ts'
import { AddressSpace } from './address-space.ts'
import { droppedFrames } from './dropped-frames.ts'
import { type MemoryMap, tidyMaps } from './memory-map.ts'

/** A real profile has some thousands; the bound keeps memory in check. */
const MAX_PLACES = 1 << 22

const LAST_ADDRESS = 2n ** 64n - 1n

/** A call at an address, as far as a text names it. */
export interface CallSymbol {
  readonly name: string
  readonly file: string
  /** 0: not known. */
  readonly line: number
}

export interface DraftOptions {
  readonly sampleTypes: readonly ValueType[]
  readonly header: Partial<Header>
  /**
   * From which frame of a stack on (0 is the innermost) addresses are return addresses. These name
   * the instruction behind the call; less one they fall on the call. Infinity: none are.
   */
  readonly firstReturnAddress: number
}

/**
 * A profile being read from a format that knows calls by their address: the mappings, which come
 * last in the file, decide how its locations end up. Places are the draft's locations, numbered
 * as they appear; a place is one address.
 */
export class Draft {
  private readonly places = new Map<bigint, number>()
  private addresses = new BigUint64Array(256)
  /** Per place, innermost call first. */
  private readonly symbols: (readonly CallSymbol[] | undefined)[] = []
  /** All stacks, one after the other, as places, innermost first. */
  private frames = new Int32Array(1024)
  /** Where a sample's stack starts in `frames`. */
  private first = new Uint32Array(256)
  /** Behind a sample's last frame. */
  private end = new Uint32Array(256)
  /** Samples × types, modulo 2^64, which is the wrapping arithmetic of int64. */
  private values = new BigUint64Array(512)
  private readonly labels: (readonly NewLabel[] | undefined)[] = []
  private readonly warnings: string[] = []
  private framesEnd = 0
  private memory: MemoryStats | undefined
  sampleCount = 0

  constructor(private readonly options: DraftOptions) {}

  warn(message: string): void {
    this.warnings.push(message)
  }

  /** Takes what the file says of the process's memory; the first word counts. */
  noteMemory(name: keyof MemoryStats, value: number): void {
    this.memory = { [name]: value, ...this.memory }
  }

  /**
   * @param addresses the stack as the file gives it, innermost call first
   * @param values one per sample type
   */
  addSample(
    addresses: readonly bigint[],
    values: readonly bigint[],
    labels?: readonly NewLabel[],
  ): void {
    const row = this.sampleCount++
    const from = this.framesEnd
    this.framesEnd += addresses.length
    this.frames = withRoom(this.frames, this.framesEnd)
    for (let depth = 0; depth < addresses.length; depth++) {
      const address = addresses[depth]!
      const isReturn = depth >= this.options.firstReturnAddress
      this.frames[from + depth] = this.place(isReturn ? before(address) : address)
    }
    this.first = withRoom(this.first, row + 1)
    this.end = withRoom(this.end, row + 1)
    this.first[row] = from
    this.end[row] = this.framesEnd
    const types = this.options.sampleTypes.length
    this.values = withRoom(this.values, (row + 1) * types)
    for (let type = 0; type < types; type++) this.values[row * types + type] = values[type]!
    this.labels.push(labels)
  }

  /** Counts the last sample once more. */
  repeatLast(): void {
    if (this.sampleCount === 0) return
    const at = (this.sampleCount - 1) * this.options.sampleTypes.length
    this.values[at] = this.values[at]! + 1n
  }

  labelLast(labels: readonly NewLabel[]): void {
    if (this.sampleCount > 0) this.labels[this.sampleCount - 1] = labels
  }

  /** The places of the last sample's stack, innermost first. */
  lastStack(): Int32Array {
    return this.sampleCount === 0 ? new Int32Array() : this.stack(this.sampleCount - 1)
  }

  /** The place of an address that some sample has (a return address already less one). */
  find(address: bigint): number | undefined {
    return this.places.get(address)
  }

  symbolsOf(place: number): readonly CallSymbol[] {
    return this.symbols[place] ?? []
  }

  /** @param symbols innermost call first; more than one: inlined calls */
  symbolize(place: number, symbols: readonly CallSymbol[]): void {
    this.symbols[place] = symbols
  }

  /**
   * Takes out the frame above the innermost one where nearly all samples have it in common: then
   * it is the signal handler that took the sample, and no call of the program. Up to two frames.
   */
  dropSignalFrames(): void {
    const strangers = Math.floor(this.sampleCount / 32)
    for (let round = 0; round < 2; round++) {
      const counts = new Map<number, number>()
      for (let sample = 0; sample < this.sampleCount; sample++) {
        const caller = this.stack(sample)[1]
        if (caller !== undefined) counts.set(caller, (counts.get(caller) ?? 0) + 1)
      }
      for (const [caller, count] of counts) {
        if (count < this.sampleCount - strangers) continue
        for (let sample = 0; sample < this.sampleCount; sample++) {
          if (this.stack(sample)[1] === caller) this.dropCaller(sample)
        }
      }
    }
  }

  /**
   * The profile, with its locations in the order of their first use.
   * @param maps as the file has them
   * @param leafMayRepeat whether the innermost frame can stand twice in a stack, once as the
   *   program counter and once, less one, as if it were a return address
   */
  finish(maps: readonly MemoryMap[], { leafMayRepeat = false } = {}): Profile {
    return this.build(new AddressSpace(tidyMaps(maps)), { leafMayRepeat, addresses: true })
  }

  /**
   * The profile of a format whose addresses are mere numbers for the names behind the samples:
   * the named places have no mapping, and no location keeps its address.
   */
  finishNamed(): Profile {
    return this.build(new AddressSpace([]), { leafMayRepeat: false, addresses: false })
  }

  private build(
    space: AddressSpace,
    { leafMayRepeat, addresses }: { leafMayRepeat: boolean; addresses: boolean },
  ): Profile {
    const { sampleTypes, header } = this.options
    const builder = new ProfileBuilder(sampleTypes, { ...header, ...droppedFrames(sampleTypes) })
    for (const warning of this.warnings) builder.warn(warning)

    const order = this.placesInOrderOfUse()
    const mappings = order.map((place) => {
      const named = this.symbolsOf(place).length > 0
      return named && !addresses ? -1 : space.mapOf(this.addresses[place]!)
    })
    const symbolized = this.symbolizedMappings(order, mappings)
    space.maps.forEach((map, index) => {
      const known = symbolized.has(index)
      builder.addMapping({
        ...map,
        hasFunctions: known,
        hasFilenames: known,
        hasLineNumbers: known,
        hasInlineFrames: known,
      })
    })

    const locations = new Int32Array(this.places.size)
    order.forEach((place, i) => {
      const lines = this.symbolsOf(place).map(({ name, file, line }) => ({
        function: builder.addFunction({ name, file }),
        line,
      }))
      const address = this.addresses[place]!
      locations[place] = builder.addLocation({ address, mapping: mappings[i]!, lines })
    })

    const types = sampleTypes.length
    const values = new BigInt64Array(this.values.buffer)
    for (let sample = 0; sample < this.sampleCount; sample++) {
      if (leafMayRepeat) this.dropRepeatedLeaf(sample)
      const row = values.subarray(sample * types, (sample + 1) * types)
      const stack = Array.from(this.stack(sample), (place) => locations[place]!)
      builder.addSample(stack, Array.from(row, Number), this.labels[sample])
    }
    const built = this.withExactValues(builder.build(), values)
    const profile = this.memory ? { ...built, memory: this.memory } : built
    if (addresses) return profile
    // Only now: the builder makes one location of those that are equal in everything.
    const none = new BigUint64Array(profile.locations.count)
    return { ...profile, locations: { ...profile.locations, address: none } }
  }

  private stack(sample: number): Int32Array {
    return this.frames.subarray(this.first[sample], this.end[sample])
  }

  private place(address: bigint): number {
    let place = this.places.get(address)
    if (place === undefined) {
      place = this.places.size
      if (place === MAX_PLACES) {
        throw new ProfileError(
          'too-large',
          'This profile has more than four million distinct addresses.',
          'No program runs so many places in one recording: the file may be damaged. Record it again.',
        )
      }
      this.places.set(address, place)
      this.addresses = withRoom(this.addresses, place + 1)
      this.addresses[place] = address
    }
    return place
  }

  private dropCaller(sample: number): void {
    const from = this.first[sample]!
    this.frames[from + 1] = this.frames[from]!
    this.first[sample] = from + 1
  }

  private dropRepeatedLeaf(sample: number): void {
    const [leaf, caller] = this.stack(sample)
    if (leaf === undefined || caller === undefined) return
    const next = BigInt.asUintN(64, this.addresses[caller]! + 1n)
    if (this.addresses[leaf] === next) this.dropCaller(sample)
  }

  private placesInOrderOfUse(): number[] {
    const seen = new Uint8Array(this.places.size)
    const order: number[] = []
    for (let sample = 0; sample < this.sampleCount; sample++) {
      for (let at = this.first[sample]!; at < this.end[sample]!; at++) {
        const place = this.frames[at]!
        if (seen[place] === 1) continue
        seen[place] = 1
        order.push(place)
      }
    }
    return order
  }

  /** The mappings of which every place that was used is named. */
  private symbolizedMappings(order: readonly number[], mappings: readonly number[]): Set<number> {
    const symbolized = new Set(mappings)
    order.forEach((place, i) => {
      if (this.symbolsOf(place).length === 0) symbolized.delete(mappings[i]!)
    })
    return symbolized
  }

  private withExactValues(profile: Profile, values: BigInt64Array): Profile {
    const { samples, sampleTypes } = profile
    if (samples.values.every((column) => column.every(Number.isSafeInteger))) return profile
    const types = sampleTypes.length
    const exactValues = sampleTypes.map((_, type) =>
      BigInt64Array.from({ length: samples.count }, (_, row) => values[row * types + type]!),
    )
    return { ...profile, samples: { ...samples, exactValues } }
  }
}

/** The address before; before 0 comes the last one. */
function before(address: bigint): bigint {
  return address === 0n ? LAST_ADDRESS : address - 1n
}

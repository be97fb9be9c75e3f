import { ProfileError } from '../../profile/error.ts'
import type { Profile } from '../../profile/profile.ts'
import { Draft } from './draft.ts'
import { readNames } from './java-names.ts'
import { LineReader } from './lines.ts'
import { readMaps } from './memory-map.ts'

/**
 * CPU profiles of gperftools (and of Go and Java programs that wrote the same): machine words, of
 * 4 or 8 bytes and either byte order. First the header
 *
 *     0, 3, 0 (1: Java), sampling period in microseconds, 0
 *
 * then samples: times seen, stack depth, that many addresses, innermost first; a sample `0, 1, 0`
 * ends them. Behind it comes text: the memory map, or for Java the names of the "addresses".
 * See https://gperftools.github.io/gperftools/cpuprofile-fileformat.html
 */
export function decodeCpu(bytes: Uint8Array): Profile | null {
  for (const layout of layouts) {
    const words = new Words(bytes, layout)
    if (words.left < HEADER_WORDS) continue
    const header = Array.from({ length: HEADER_WORDS }, () => words.next())
    const [zero, three, java, period = 0n, padding] = header
    const fits = zero === 0n && three === 3n && padding === 0n && period > 0n
    if (fits && (java === 0n || java === 1n)) return decodeSamples(words, period, java === 1n)
  }
  return null
}

const HEADER_WORDS = 5
/** A larger stack depth is none: the data is not what it should be. */
const MAX_DEPTH = 1n << 16n

interface Layout {
  readonly size: 4 | 8
  readonly littleEndian: boolean
}

const layouts: readonly Layout[] = [
  { size: 4, littleEndian: true },
  { size: 4, littleEndian: false },
  { size: 8, littleEndian: true },
  { size: 8, littleEndian: false },
]

class Words {
  at = 0
  private readonly view: DataView

  constructor(
    private readonly bytes: Uint8Array,
    private readonly layout: Layout,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** How many whole words are left. */
  get left(): number {
    return Math.floor((this.bytes.length - this.at) / this.layout.size)
  }

  get atEnd(): boolean {
    return this.at >= this.bytes.length
  }

  next(): bigint {
    const { size, littleEndian } = this.layout
    const at = this.at
    this.at += size
    return size === 8
      ? this.view.getBigUint64(at, littleEndian)
      : BigInt(this.view.getUint32(at, littleEndian))
  }

  toEnd(): void {
    this.at = this.bytes.length
  }

  text(): LineReader {
    return new LineReader(this.bytes, this.at)
  }
}

function decodeSamples(words: Words, microseconds: bigint, isJava: boolean): Profile {
  const period = BigInt.asIntN(64, microseconds * 1000n)
  const cpu = { type: 'cpu', unit: 'nanoseconds' }
  const draft = new Draft({
    sampleTypes: [{ type: 'samples', unit: 'count' }, cpu],
    header: { periodType: cpu, period },
    firstReturnAddress: isJava ? Number.POSITIVE_INFINITY : 1,
  })
  readSamples(words, draft, period)
  if (isJava) {
    readNames(words.text(), draft)
    return draft.finishNamed()
  }
  draft.dropSignalFrames()
  return draft.finish(readMaps(words.text()), { leafMayRepeat: true })
}

function readSamples(words: Words, draft: Draft, period: bigint): void {
  while (!words.atEnd) {
    const offset = words.at
    const whole = words.left >= 2
    const count = whole ? words.next() : 0n
    const depth = whole ? words.next() : 0n
    if (!whole || depth > words.left) {
      cutShort(words, draft, offset, depth)
      return
    }
    const addresses = Array.from({ length: Number(depth) }, () => words.next())
    if (count === 0n && depth === 1n && addresses[0] === 0n) return
    draft.addSample(addresses, [count, count * period])
  }
}

/** A program that is killed leaves what its profiler had written so far, which is used. */
function cutShort(words: Words, draft: Draft, offset: number, depth: bigint): void {
  if (draft.sampleCount === 0 || depth > MAX_DEPTH) {
    throw new ProfileError(
      'malformed',
      depth > MAX_DEPTH
        ? `This CPU profile cannot be read: it claims a stack of ${depth} calls.`
        : 'This CPU profile ends within its first sample.',
      'The file may be damaged, or no CPU profile of gperftools at all: record it again.',
      offset,
    )
  }
  draft.warn('The file ends in the middle of a sample; the samples before it are all there is.')
  words.toEnd()
}

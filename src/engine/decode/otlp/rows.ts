import { withRoom } from '../../profile/columns.ts'
import { hash } from '../../profile/pairs.ts'
import type { OtlpProfile } from './model.ts'

/** What a sample is labelled with: indices of attributes, and of its link. */
interface LabelKey {
  readonly attributes: readonly number[]
  readonly link: number
}

/** The label keys of one message, numbered. */
export class LabelKeys {
  private readonly indices = new Map<string, number>()
  private readonly keys: LabelKey[] = []

  intern(attributes: readonly number[], link: number): number {
    const text = `${attributes.join()}@${link}`
    let index = this.indices.get(text)
    if (index === undefined) {
      index = this.keys.length
      this.indices.set(text, index)
      this.keys.push({ attributes: [...attributes], link })
    }
    return index
  }

  get(index: number): LabelKey {
    return this.keys[index]!
  }
}

/** The samples of one profile as columns, in its order. */
export class SampleRows {
  count = 0
  stack = new Int32Array(16)
  labels = new Int32Array(16)
  values = new Float64Array(16)
  /** Of what the samples are (not of their values), whatever their order. */
  fingerprint = 0

  constructor(
    profile: OtlpProfile,
    private readonly keys: LabelKeys,
  ) {
    profile.eachSample(({ stack, attributes, link, value }) => {
      const row = this.count++
      this.stack = withRoom(this.stack, this.count)
      this.labels = withRoom(this.labels, this.count)
      this.values = withRoom(this.values, this.count)
      this.stack[row] = stack
      this.labels[row] = keys.intern(attributes, link)
      this.values[row] = value
      this.fingerprint = (this.fingerprint + hash(stack, this.labels[row]!)) | 0
    })
  }

  labelKey(index: number): LabelKey {
    return this.keys.get(index)
  }

  /**
   * The values of `other` in the order of these samples; null if its samples have other stacks or
   * labels than these.
   */
  aligned(other: SampleRows): Float64Array | null {
    if (other.count !== this.count || other.fingerprint !== this.fingerprint) return null
    if (sameOrder(this, other)) return other.values
    // In another order: each sample is looked for. Those that are met twice keep their order.
    const own = this.sorted()
    const others = other.sorted()
    const values = new Float64Array(this.count)
    for (let i = 0; i < this.count; i++) {
      const [a, b] = [own[i]!, others[i]!]
      if (this.stack[a] !== other.stack[b] || this.labels[a] !== other.labels[b]) return null
      values[a] = other.values[b]!
    }
    return values
  }

  private sorted(): Uint32Array {
    const { stack, labels } = this
    return Uint32Array.from({ length: this.count }, (_, row) => row).sort(
      (a, b) => stack[a]! - stack[b]! || labels[a]! - labels[b]! || a - b,
    )
  }
}

function sameOrder(a: SampleRows, b: SampleRows): boolean {
  for (let row = 0; row < a.count; row++) {
    if (a.stack[row] !== b.stack[row] || a.labels[row] !== b.labels[row]) return false
  }
  return true
}

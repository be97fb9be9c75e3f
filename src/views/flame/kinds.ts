import { STANDARD_PACKAGES } from '../../engine/source-text/standard-packages.ts'
import { joinRegexp } from '../../store/filters.ts'
import type { TopRow } from '../../worker/protocol.ts'
import { GO_ASSEMBLY, kindOf } from '../picture/palette.ts'

/** Kinds of code that the colours of packages tell apart; `user` is what is none of the others. */
export const KINDS = ['user', 'dependency', 'library', 'runtime'] as const
export type CodeKind = (typeof KINDS)[number]

export interface KindWeight {
  /** Of all values, 0 … 1; what is negative counts as if it were not. */
  readonly share: number
  /** A few: those of the heaviest functions. */
  readonly packages: readonly PackageOf[]
}

/** A package, and the file of one of its functions. */
interface PackageOf {
  readonly name: string
  readonly file: string
}

/** Packages whose colours stand for a kind. */
const FEW = 3
const OF_RUNTIME = ['runtime', 'syscall', 'vdso']
const STANDARD = [...STANDARD_PACKAGES].filter(
  (name) => name !== 'internal' && !OF_RUNTIME.includes(name),
)

/**
 * What pprof's hide matches to leave out a kind, of Go, by names and files; of one's own code nothing
 * does.
 */
export const HIDES = {
  // But not what the library itself has in src/vendor, nor a toolchain in the module cache.
  dependency: `(?:[^c]|[^r]c|[^s]rc)/vendor/|(?:[^n]|[^i]n|[^a]in|[^h]ain|[^c]hain|[^l]chain)@v\\d`,
  runtime: `^(?:internal/)?(?:${OF_RUNTIME.join('|')})[./]|${GO_ASSEMBLY.source}`,
  // RE2 cannot say "but not": of internal, all but internal/runtime and internal/syscall.
  library: `^(?:${STANDARD.join('|')})[./]|^internal/(?:[^rs]|r[^u]|s[^y]|sy[^s])`,
} as const

/** How much each kind has of the values of functions, the heaviest first: rows of a Top. */
export function weightsOf(
  rows: readonly {
    readonly frame: Pick<TopRow['frame'], 'name' | 'package' | 'file'>
    readonly flat: number
  }[],
): ReadonlyMap<CodeKind, KindWeight> {
  const total = rows.reduce((sum, { flat }) => sum + Math.abs(flat), 0)
  const weights = new Map<CodeKind, { share: number; readonly packages: PackageOf[] }>()
  for (const { frame, flat } of rows) {
    const { name, file } = frame
    const kind = KINDS.find((each) => each === kindOf(frame.package, name, file))
    if (!kind || total === 0) continue
    const weight = weights.get(kind) ?? { share: 0, packages: [] }
    weights.set(kind, weight)
    weight.share += Math.abs(flat) / total
    const { packages } = weight
    const isKnown = packages.some((other) => other.name === frame.package)
    if (frame.package !== '' && packages.length < FEW && !isKnown)
      packages.push({ name: frame.package, file })
  }
  return weights
}

/** Whether `hide` leaves a kind out. */
export function isHidden(kind: keyof typeof HIDES, hide: string): boolean {
  return hide.includes(HIDES[kind])
}

/** `hide` that leaves a kind out as well, or no longer. */
export function withHidden(kind: keyof typeof HIDES, hide: string, hidden: boolean): string {
  const regexp = HIDES[kind]
  if (hidden) return isHidden(kind, hide) ? hide : joinRegexp(regexp, hide)
  return [`${regexp}|`, `|${regexp}`, regexp].reduce((text, part) => text.replace(part, ''), hide)
}

import { STANDARD_PACKAGES } from '../../engine/source-text/standard-packages.ts'
import { joinRegexp } from '../../store/filters.ts'
import type { TopRow } from '../../worker/protocol.ts'
import { GO_ASSEMBLY, kindOf } from '../picture/palette.ts'

/** Kinds of code that the colours of packages tell apart; libraries of others are `user`. */
export const KINDS = ['user', 'library', 'runtime'] as const
export type CodeKind = (typeof KINDS)[number]

export interface KindWeight {
  /** Of all values, 0 … 1; what is negative counts as if it were not. */
  readonly share: number
  /** The heaviest packages first, a few. */
  readonly packages: readonly string[]
}

/** Packages whose colours stand for a kind. */
const FEW = 3
const OF_RUNTIME = ['runtime', 'syscall', 'vdso']
const STANDARD = [...STANDARD_PACKAGES].filter(
  (name) => name !== 'internal' && !OF_RUNTIME.includes(name),
)

/** What pprof's hide matches to leave out a kind, of Go; of one's own code nothing does. */
export const HIDES = {
  runtime: `^(?:internal/)?(?:${OF_RUNTIME.join('|')})[./]|${GO_ASSEMBLY.source}`,
  // RE2 cannot say "but not": of internal, all but internal/runtime and internal/syscall.
  library: `^(?:${STANDARD.join('|')})[./]|^internal/(?:[^rs]|r[^u]|s[^y]|sy[^s])`,
} as const

/** The group of functions without a package, whose rows are to be open: they are of several kinds. */
export const NO_PACKAGE = '(no package)'

/** How much each kind has of the values of packages: rows of a Top by package. */
export function weightsOf(
  rows: readonly {
    readonly frame: Pick<TopRow['frame'], 'name'>
    readonly group: unknown
    readonly flat: number
  }[],
): ReadonlyMap<CodeKind, KindWeight> {
  const counted = rows.filter(({ frame }) => frame.name !== NO_PACKAGE)
  const total = counted.reduce((sum, { flat }) => sum + Math.abs(flat), 0)
  const weights = new Map<CodeKind, KindWeight>()
  for (const { frame, group, flat } of counted) {
    const packageName = group ? frame.name : ''
    const kind = KINDS.find((each) => each === kindOf(packageName, frame.name))
    if (!kind || total === 0) continue
    const { share, packages } = weights.get(kind) ?? { share: 0, packages: [] }
    weights.set(kind, {
      share: share + Math.abs(flat) / total,
      packages: packages.length < FEW && group ? [...packages, packageName] : packages,
    })
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

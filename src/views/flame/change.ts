import { hcl } from 'd3'
import { useMemo } from 'react'
import { choiceField, useField } from '../../store/fields.ts'
import { useCompared, useIsDifference } from '../../store/hooks.ts'
import { type Preference, usePreference } from '../../store/preferences.ts'
import type {
  CompareFlameAnswer,
  CompareFlameRequest,
  CompareWidth,
  FlameAnswer,
  PairId,
} from '../../worker/protocol.ts'
import type { Palette, Theme } from './palette.ts'
import { COLORING, type Coloring } from './settings.ts'

/** What the width of a frame stands for where two profiles are compared. */
export const WIDTH = choiceField<CompareWidth>('fwidth', ['sum', 'new', 'delta'])
/** Whether colour shows the change as a share of what there was, or of the whole. */
export const CHANGE_OF = choiceField('fchange', ['relative', 'absolute'])

/** What has become less: blue beside red is told apart by everyone. */
export const LESS: Preference<'blue' | 'green'> = {
  name: 'flame.less',
  initial: 'blue',
  check: (value): value is 'blue' | 'green' => value === 'blue' || value === 'green',
}

/** Which comparison a flame graph is of. */
export interface FlameCompared {
  readonly pair: PairId
  readonly mode: CompareFlameRequest['mode']
  readonly by: CompareWidth
}

/** Null where one profile is shown, if only as a side of a comparison. */
export function useFlameCompared(): FlameCompared | null {
  const compared = useCompared()
  const isDifference = useIsDifference()
  const [by] = useField(WIDTH)
  return useMemo(
    () => (compared && isDifference ? { pair: compared.pair, mode: compared.mode, by } : null),
    [compared, isDifference, by],
  )
}

/** What colours mean: of a difference, how much has changed. */
export function useColoring(): Coloring {
  const isDifference = useIsDifference()
  const [coloring] = useField(COLORING)
  const [of] = useField(CHANGE_OF)
  const [less] = usePreference(LESS)
  return isDifference ? `change ${of} ${less}` : coloring
}

export function isCompared(answer: FlameAnswer): answer is CompareFlameAnswer {
  return 'old' in answer
}

/** Colours of each sign, the one of no change between them. */
const STEPS = 8

/** Hue, in HCL. */
const HUES = { more: 28, blue: 262, green: 150 } as const
/** Lightness and chroma of no change and of the most; as bright as the heat of the palette. */
const RANGES: Readonly<Record<Theme, readonly [number, number, number, number]>> = {
  light: [92, 3, 66, 58],
  dark: [28, 3, 40, 52],
}

/** From what has become least to what has become most. */
export function changeFills({ theme }: Palette, coloring: ChangeColoring): readonly string[] {
  const less = coloring.endsWith('green') ? 'green' : 'blue'
  const [light, chroma, mostLight, mostChroma] = RANGES[theme]
  return Array.from({ length: 2 * STEPS + 1 }, (_, at) => {
    const share = Math.abs(at - STEPS) / STEPS
    const hue = HUES[at < STEPS ? less : 'more']
    return hcl(
      hue,
      chroma + (mostChroma - chroma) * share,
      light + (mostLight - light) * share,
    ).formatHex()
  })
}

export type ChangeColoring = Exclude<Coloring, typeof COLORING.initial>

export function isChangeColoring(coloring: Coloring): coloring is ChangeColoring {
  return coloring.startsWith('change ')
}

/** Which of the fills each frame has. */
export function changeSteps(answer: CompareFlameAnswer, coloring: ChangeColoring): Uint8Array {
  const relative = coloring.includes('relative')
  return Uint8Array.from(answer.node, (_, i) => {
    const old = answer.old[i]!
    const now = answer.new[i]!
    const of = relative ? Math.max(Math.abs(old), Math.abs(now)) : answer.total100
    const share = of === 0 ? 0 : Math.max(-1, Math.min(1, (now - old) / of))
    // Of the whole, a few percent are to stand out already.
    const size = relative ? Math.abs(share) : Math.sqrt(Math.abs(share))
    return STEPS + Math.sign(share) * Math.ceil(size * STEPS)
  })
}

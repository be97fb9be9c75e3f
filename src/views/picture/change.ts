import { hcl } from 'd3'
import type { ChangeFlameAnswer, FlameAnswer } from '../../worker/protocol.ts'
import type { Palette, Theme } from './palette.ts'
import type { COLORING, Coloring } from './settings.ts'

/** Whether the answer is about a comparison: it has the values of both sides for each frame. */
export function isCompared(answer: FlameAnswer): answer is ChangeFlameAnswer {
  return 'old' in answer
}

/** Whether the answer is about a profile of changes: its values are signed, its widths are not. */
export function isSigned(answer: FlameAnswer): answer is SignedFlameAnswer {
  return answer.changed !== undefined
}

type SignedFlameAnswer = FlameAnswer & Required<Pick<FlameAnswer, 'changed'>>

/** Colours for growth, and as many for shrinking; between them is the colour of no change. */
const STEPS = 8

/** Hue, in HCL. */
const HUES = { more: 28, blue: 262, green: 150 } as const
/**
 * Lightness and chroma of no change and of the greatest change, as bright as the heat colours of
 * the palette.
 */
const RANGES: Readonly<Record<Theme, readonly [number, number, number, number]>> = {
  light: [92, 3, 66, 58],
  dark: [28, 3, 40, 52],
}

/** @returns CSS colours, from the greatest decrease to the greatest increase */
export function changeFills({ theme }: Palette, coloring: ChangeColoring): readonly string[] {
  const less = coloring.endsWith('green') ? 'green' : 'blue'
  const [light, chroma, mostLight, mostChroma] = RANGES[theme]
  return Array.from({ length: 2 * STEPS + 1 }, (_, at) => {
    const share = Math.abs(at - STEPS) / STEPS
    const hue = HUES[at < STEPS ? less : 'more']
    return hcl(
      hue,
      // No change has no hue.
      at === STEPS ? 0 : chroma + (mostChroma - chroma) * share,
      light + (mostLight - light) * share,
    ).formatHex()
  })
}

export type ChangeColoring = Exclude<Coloring, typeof COLORING.initial>

/** Whether a colouring shows changes. */
export function isChangeColoring(coloring: Coloring): coloring is ChangeColoring {
  return coloring.startsWith('change ')
}

/**
 * The index into `changeFills` of each frame. Where only changes are known, one is relative to all
 * that has changed in the frame: what grew and shrank by as much has the colour of no change.
 */
export function changeSteps(
  answer: ChangeFlameAnswer | SignedFlameAnswer,
  coloring: ChangeColoring,
): Uint8Array {
  const relative = coloring.includes('relative')
  const { changeOf, ofFrame, whole } = isCompared(answer)
    ? {
        changeOf: (i: number) => answer.new[i]! - answer.old[i]!,
        ofFrame: (i: number) => Math.max(Math.abs(answer.old[i]!), Math.abs(answer.new[i]!)),
        whole: answer.whole,
      }
    : {
        changeOf: (i: number) => answer.total[i]!,
        ofFrame: (i: number) => answer.changed[i]!,
        whole: answer.total100,
      }
  return Uint8Array.from(answer.node, (_, i) => {
    const of = relative ? ofFrame(i) : whole
    const share = of === 0 ? 0 : Math.max(-1, Math.min(1, changeOf(i) / of))
    // Shares of the whole are small: the square root makes a few percent stand out.
    const size = relative ? Math.abs(share) : Math.sqrt(Math.abs(share))
    return STEPS + Math.sign(share) * Math.ceil(size * STEPS)
  })
}

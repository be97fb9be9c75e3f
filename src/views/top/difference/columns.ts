import { growthWords } from '../../../engine/questions/compare/words.ts'
import { tailOf } from '../../../ui/controls/Figure.tsx'
import type {
  ChangeState,
  CompareColumn,
  CompareMetric,
  CompareTopRow,
  FrameChange,
} from '../../../worker/protocol.ts'
import type { CopyColumn } from '../../frame/list/copy-rows.ts'

/** A figure of a frame, once for its own value and once with what it leads to. */
export interface CompareFigure {
  readonly label: string
  readonly help: string
  readonly column: CompareColumn
  /** @param frame what became of the frame */
  text(change: FrameChange, frame: FrameChange['state']): string
}

export const FIGURES: readonly CompareFigure[] = [
  { label: 'old', help: 'Value in A, the base', column: 'old', text: ({ oldText }) => oldText },
  { label: 'new', help: 'Value in B', column: 'new', text: ({ newText }) => newText },
  {
    label: 'Δ',
    help: 'New minus old: sorts from what grew most to what shrank most',
    column: 'delta',
    text: ({ deltaText }) => deltaText,
  },
  {
    label: 'Δ%',
    help: 'The change as a share of the old value; none where one side is 0',
    column: 'percent',
    text: growthWords,
  },
  {
    label: 'of change',
    help: 'The change as a share of 100%, as pprof prints it: sorts by size, whatever the sign',
    column: 'change',
    text: ({ shareText }) => shareText,
  },
]

export const METRICS: readonly { readonly metric: CompareMetric; readonly help: string }[] = [
  { metric: 'flat', help: 'Values of samples that end in the frame' },
  { metric: 'cum', help: 'Values of samples that have the frame anywhere in their stack' },
]

/** For each figure of a row, what those of its column have behind their point. */
export function tailsOf(
  rows: readonly Pick<CompareTopRow, CompareMetric | 'state'>[],
): readonly number[] {
  return METRICS.flatMap(({ metric }) =>
    FIGURES.map(({ text }) => tailOf(rows.map((row) => text(row[metric], row.state)))),
  )
}

/** Room for most figures, and what a character of a longer one takes, in pixels. */
const FIGURE_WIDTH = 80
const FIGURE_CHARACTERS = 9
const CHARACTER_WIDTH = 8.5
const PADDING = 16

/**
 * How wide the columns of values are, in pixels: a unit that is small beside the values, as that of
 * a normalised difference may be, makes them long ("+1309325.62ms").
 */
export function figureWidth(rows: readonly Pick<CompareTopRow, CompareMetric | 'state'>[]): number {
  let longest = 0
  for (const row of rows) {
    for (const { metric } of METRICS) {
      for (const { text } of FIGURES)
        longest = Math.max(longest, text(row[metric], row.state).length)
    }
  }
  if (longest <= FIGURE_CHARACTERS) return FIGURE_WIDTH
  return Math.ceil(longest * CHARACTER_WIDTH) + PADDING
}

/** What the clipboard is given of a row. */
export const COPIED: readonly CopyColumn<CompareTopRow>[] = [
  { label: 'frame', kind: 'name', text: ({ frame }) => frame.name },
  ...METRICS.flatMap(({ metric }) =>
    FIGURES.map(
      ({ label, text }): CopyColumn<CompareTopRow> => ({
        label: `${metric} ${label}`,
        kind: 'number',
        text: (row) => text(row[metric], row.state),
      }),
    ),
  ),
]

/** What the shares are of: all that has changed or, with -diff_base, the total of the base. */
export function shareLabel(diff: boolean): string {
  return diff ? 'of base' : 'of change'
}

/**
 * What became of a frame, for its mark: by the values that the table is about or, where these are
 * the same, by the others.
 */
export function markedState({ state, flat, cum }: CompareTopRow): ChangeState {
  if (state !== 'same') return state
  const { delta } = flat.delta === 0 ? cum : flat
  return delta === 0 ? 'same' : delta > 0 ? 'grew' : 'shrank'
}

/** The sign in a mark and in a word, so that no colour has to be seen. */
export function markOf(row: CompareTopRow): [string, string] {
  switch (markedState(row)) {
    case 'grew':
      return ['▲', 'grew']
    case 'new':
      return ['▲', 'new']
    case 'shrank':
      return ['▼', 'shrank']
    case 'gone':
      return ['▼', 'gone']
    case 'same':
      return ['', '']
  }
}

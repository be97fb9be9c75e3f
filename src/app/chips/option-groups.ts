import type { OptionName, Options } from '../../engine/select/options.ts'

/** Names of the options whose values are of type T. */
type Named<T> = { [Name in OptionName]: Options[Name] extends T ? Name : never }[OptionName]

export interface Switch {
  readonly name: Named<boolean>
  readonly label: string
}

export interface Figure {
  readonly name: Named<number>
  readonly label: string
  readonly min: number
  readonly max: number
  readonly step: number
  /** In the place of the initial value. */
  readonly automatic?: string
}

export interface OptionGroup {
  readonly title: string
  readonly switches: readonly Switch[]
  readonly figures: readonly Figure[]
}

/** Options with a control of their own in the options' box, beside the unit. */
export const OPTION_GROUPS: readonly OptionGroup[] = [
  {
    title: 'Values',
    switches: [
      { name: 'mean', label: 'Mean value' },
      { name: 'relative_percentages', label: 'Relative percentages' },
    ],
    figures: [],
  },
  {
    title: 'Frames',
    switches: [
      { name: 'noinlines', label: 'Fold inlined calls' },
      { name: 'showcolumns', label: 'Distinguish columns' },
    ],
    figures: [],
  },
  {
    title: 'Graph and reports',
    switches: [
      { name: 'call_tree', label: 'Call tree' },
      { name: 'drop_negative', label: 'Leave out what shrank' },
      { name: 'compact_labels', label: 'Short header' },
      { name: 'trim', label: 'Leave out what is small' },
    ],
    figures: [
      {
        name: 'nodecount',
        label: 'Nodes',
        min: 0,
        max: 1e6,
        step: 10,
        automatic: 'report default',
      },
      { name: 'nodefraction', label: 'Smallest node', min: 0, max: 1, step: 0.001 },
      { name: 'edgefraction', label: 'Smallest edge', min: 0, max: 1, step: 0.001 },
    ],
  },
]

export const SWITCHES: readonly Switch[] = OPTION_GROUPS.flatMap(({ switches }) => switches)

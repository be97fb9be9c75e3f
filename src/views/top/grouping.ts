import { changeFilter } from '../../store/actions.ts'
import { choiceField } from '../../store/fields.ts'
import { joinRegexp, quoteMeta } from '../../store/filters.ts'
import { viewStore } from '../../store/navigation.ts'
import type { Option } from '../../ui/controls/option.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import type { TopGrouping } from '../../worker/protocol.ts'

/** What the rows are put together by. */
export const GROUPING = choiceField<TopGrouping>('group', ['none', 'package', 'module', 'file'])

export const GROUPINGS: readonly Option<TopGrouping>[] = [
  { value: 'none', label: 'frames' },
  { value: 'package', label: 'packages' },
  { value: 'module', label: 'modules' },
  { value: 'file', label: 'files' },
]

/** The regexp that matches the frames of a group; null where names do not tell them. */
function groupRegexp(by: TopGrouping, name: string): string | null {
  if (by === 'none' || name === 'std' || /^[[(<]/.test(name)) return null
  const quoted = quoteMeta(name)
  if (by === 'file') return `^${quoted}$`
  // Behind a package's name stands a function's, in C++ and Rust after two colons; a module has
  // packages below it, too.
  return by === 'package' ? `^${quoted}(\\.|::)` : `^${quoted}([./]|::)`
}

/** What can be done with the frames of a group. */
export function groupMenu(by: TopGrouping, name: string): readonly MenuItem[] {
  const regexp = groupRegexp(by, name)
  return (['focus', 'ignore', 'hide'] as const).map((option) => ({
    label: `${option[0]!.toUpperCase()}${option.slice(1)}`,
    disabled: regexp === null,
    run: () => {
      if (regexp === null) return
      const { options, off } = viewStore.getState()
      const old = option === 'focus' || off.includes(option) ? '' : options[option]
      changeFilter(option, joinRegexp(regexp, old))
    },
  }))
}

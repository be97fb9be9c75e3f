import type { LabelRow, ValueRow } from '../../engine/questions/labels/labels.ts'
import { copyText } from '../../store/actions.ts'
import type { MenuItem } from '../../ui/Menu.tsx'
import { canBeFrame, focusLabel, ignoreLabel, toggleFrameKey } from './state.ts'

/** A row in a few words. */
export function titleOf(row: LabelRow): string {
  switch (row.kind) {
    case 'key':
    case 'more':
      return row.key
    case 'missing':
      return `no ${row.key}`
    default:
      return `${row.key}: ${row.name}`
  }
}

/** What can be done with a row; nothing with one that only says that there is more. */
export function menuOf(row: LabelRow): readonly MenuItem[] {
  if (row.kind === 'more') return []
  if (row.kind !== 'key') return valueMenu(row)
  const disabled = !canBeFrame(row.key)
  return [
    {
      label: 'Frames at the root (tagroot)',
      disabled,
      run: () => toggleFrameKey('tagroot', row.key),
    },
    {
      label: 'Frames at the leaves (tagleaf)',
      disabled,
      run: () => toggleFrameKey('tagleaf', row.key),
    },
    { label: 'Copy key', apart: true, run: () => void copyText(row.key) },
  ]
}

function valueMenu(row: ValueRow): readonly MenuItem[] {
  const { filters, kind, name } = row
  const missing = kind === 'missing'
  const items: MenuItem[] = [
    {
      label: 'Focus: only these samples',
      disabled: filters.focus === '',
      run: () => focusLabel(filters, missing),
    },
    {
      label: 'Ignore: no such samples',
      disabled: filters.ignore === '',
      run: () => ignoreLabel(filters, missing),
    },
  ]
  if (missing) return items
  return [...items, { label: 'Copy value', apart: true, run: () => void copyText(name) }]
}

import { filterByFrame, resetFilters } from '../../store/actions.ts'
import { filtersSet, literalRegexp } from '../../store/filters.ts'
import { useSelectedFrame, useView } from '../../store/hooks.ts'
import type { FrameFilter } from '../../store/view.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { editFilter } from '../shell.ts'

interface Refinement {
  readonly name: FrameFilter
  readonly label: string
  readonly key: string
  readonly detail: string
}

export const REFINEMENTS: readonly Refinement[] = [
  { name: 'focus', label: 'Focus', key: 'f', detail: 'Only stacks that have it' },
  { name: 'ignore', label: 'Ignore', key: 'i', detail: 'Leave out stacks that have it' },
  { name: 'hide', label: 'Hide', key: 'h', detail: 'Leave its frames out, keep their samples' },
  { name: 'show', label: 'Show', key: 'w', detail: 'Only its frames' },
  { name: 'show_from', label: 'Show from', key: 'W', detail: 'Nothing above it' },
]

/** pprof's Refine: what is filtered by the selected frame, or by a text where none is selected. */
export function RefineMenu() {
  const selected = useView((view) => view.selected)
  const options = useView((view) => view.options)
  const frame = useSelectedFrame().answer?.frame
  const named = frame?.name === selected && literalRegexp(frame, options.granularity) !== null
  const items = REFINEMENTS.map(({ name, label, key, detail }): MenuItem => {
    const byFrame = named && frame
    return {
      key: name,
      label: byFrame ? label : `${label}…`,
      detail,
      hint: <kbd>{key}</kbd>,
      run: () => (byFrame ? filterByFrame(name, byFrame) : editFilter(name)),
    }
  })
  const reset: MenuItem = {
    label: 'Reset',
    detail: 'Remove all filters',
    hint: <kbd>r</kbd>,
    apart: true,
    disabled: filtersSet(options).length === 0,
    run: resetFilters,
  }
  return (
    <Menu
      label="Refine"
      title={named ? `Filter by ${selected}` : 'Filter by frames'}
      button={
        <>
          Refine
          <Caret />
        </>
      }
      head={named ? selected : 'Frames that match a regexp'}
      items={[...items, reset]}
    />
  )
}

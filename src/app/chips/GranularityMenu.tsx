import type { Granularity } from '../../engine/select/options.ts'
import { changeOption } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'

export const GRANULARITIES: readonly { readonly name: Granularity; readonly detail: string }[] = [
  { name: 'functions', detail: 'A frame is a function' },
  { name: 'filefunctions', detail: 'A frame is a function in a file' },
  { name: 'files', detail: 'A frame is a source file' },
  { name: 'lines', detail: 'A frame is a line of a function' },
  { name: 'addresses', detail: 'A frame is an instruction' },
]

/** What counts as a frame. */
export function GranularityMenu() {
  const granularity = useView((view) => view.options.granularity)
  return (
    <Menu
      align="end"
      label={`Granularity: ${granularity}`}
      title="What counts as one frame"
      button={
        <>
          {granularity}
          <Caret />
        </>
      }
      items={GRANULARITIES.map(({ name, detail }) => ({
        label: name,
        detail,
        checked: name === granularity,
        run: () => changeOption('granularity', name),
      }))}
    />
  )
}

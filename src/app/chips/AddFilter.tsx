import { FILTERS, filterHelp } from '../../store/filters.ts'
import { useView } from '../../store/hooks.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { editFilter } from '../shell.ts'

/** Every filter by its name, for a text of one's own. */
export function AddFilter() {
  const options = useView((view) => view.options)
  return (
    <Menu
      className="button quiet add-filter"
      label="Add a filter"
      button={
        <>
          <Icon name="plus" /> filter
        </>
      }
      items={FILTERS.map((name) => ({
        label: name,
        detail: `${filterHelp(name)}.`,
        hint: options[name] === '' ? '' : 'edit',
        run: () => editFilter(name),
      }))}
    />
  )
}

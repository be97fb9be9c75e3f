import { FILTERS, type FilterName, filterHelp } from '../store/filters.ts'
import { useView } from '../store/hooks.ts'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { editFilter } from './shell.ts'

/** They change only what is said of labels, which no view shows yet: in links, not in the menu. */
const NOT_OFFERED: readonly FilterName[] = ['tagshow', 'taghide']
const OFFERED = FILTERS.filter((name) => !NOT_OFFERED.includes(name))

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
      items={OFFERED.map((name) => ({
        label: name,
        detail: `${filterHelp(name)}.`,
        hint: options[name] === '' ? '' : 'edit',
        run: () => editFilter(name),
      }))}
    />
  )
}

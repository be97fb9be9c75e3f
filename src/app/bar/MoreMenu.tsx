import { showView } from '../../store/actions.ts'
import { useOpened, useShown } from '../../store/hooks.ts'
import { closeProfile } from '../../store/opening.ts'
import { allViews } from '../../store/view-list.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { chooseFiles, showDialog } from '../shell.ts'
import { saveFiltered, saveOriginal } from './downloads.ts'

export function MoreMenu() {
  const shown = useShown()
  const opened = useOpened()
  if (!shown || !opened) return null
  const views = allViews().flatMap(({ path, menuItem }) =>
    menuItem ? [{ label: menuItem, run: () => showView(path) }] : [],
  )
  return (
    <Menu
      className="button quiet icon"
      label="More"
      title="More"
      align="end"
      button={<Icon name="more" />}
      items={[
        { label: 'Anything by name…', hint: 'Ctrl K', run: () => showDialog('palette') },
        { label: 'Open files…', hint: 'Ctrl O', run: chooseFiles, apart: true },
        { label: 'Open a link…', run: () => showDialog('link') },
        { label: 'Connect to a service…', run: () => showDialog('connect') },
        { label: `Download ${opened.name}`, run: () => saveOriginal(opened), apart: true },
        { label: 'Download as filtered', run: () => void saveFiltered(shown) },
        ...views,
        { label: 'Keys and help', hint: '?', run: () => showDialog('help'), apart: true },
        { label: `Close ${opened.name}`, run: () => closeProfile(opened), apart: true },
      ]}
    />
  )
}

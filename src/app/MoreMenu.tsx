import { useShown } from '../store/hooks.ts'
import { closeProfile } from '../store/opening.ts'
import { Icon } from '../ui/Icon.tsx'
import { Menu } from '../ui/Menu.tsx'
import { chooseFiles, showDialog } from './shell.ts'

export function MoreMenu() {
  const shown = useShown()
  if (!shown) return null
  return (
    <Menu
      className="button quiet icon"
      label="More"
      title="More"
      align="end"
      button={<Icon name="more" />}
      items={[
        { label: 'Open files…', hint: 'Ctrl O', run: chooseFiles },
        { label: 'Open a link…', run: () => showDialog('link') },
        { label: 'About this profile', run: () => showDialog('about') },
        { apart: true, label: `Close ${shown.name}`, run: () => closeProfile(shown) },
      ]}
    />
  )
}

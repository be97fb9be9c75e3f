import { Icon, type IconName } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { setTheme, THEMES, type Theme, useTheme } from '../../ui/theme.ts'

const LOOKS: Readonly<Record<Theme, { label: string; icon: IconName }>> = {
  system: { label: 'Same as system', icon: 'system' },
  light: { label: 'Light', icon: 'sun' },
  dark: { label: 'Dark', icon: 'moon' },
}

export function ThemeMenu() {
  const theme = useTheme()
  const { label, icon } = LOOKS[theme]
  return (
    <Menu
      className="button quiet icon"
      label={`Theme: ${label}`}
      title={`Theme: ${label}`}
      align="end"
      button={<Icon name={icon} />}
      items={THEMES.map((name) => ({
        label: LOOKS[name].label,
        checked: name === theme,
        run: () => setTheme(name),
      }))}
    />
  )
}

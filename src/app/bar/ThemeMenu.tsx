import { DENSITIES, type Density, setDensity, useDensity } from '../../ui/density.ts'
import { Icon, type IconName } from '../../ui/Icon.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { setTheme, THEMES, type Theme, useTheme } from '../../ui/theme.ts'

const LOOKS: Readonly<Record<Theme, { label: string; icon: IconName }>> = {
  system: { label: 'Same as system', icon: 'system' },
  light: { label: 'Light', icon: 'sun' },
  dark: { label: 'Dark', icon: 'moon' },
}

const ROOM: Readonly<Record<Density, string>> = {
  comfortable: 'Comfortable rows',
  compact: 'Compact rows',
}

/** Colours of the page, and how close its rows stand. */
export function ThemeMenu() {
  const theme = useTheme()
  const density = useDensity()
  const { label, icon } = LOOKS[theme]
  return (
    <Menu
      className="button quiet icon"
      label={`Theme: ${label}`}
      title={`Theme: ${label}`}
      align="end"
      button={<Icon name={icon} />}
      items={[
        ...THEMES.map((name) => ({
          label: LOOKS[name].label,
          checked: name === theme,
          run: () => setTheme(name),
        })),
        ...DENSITIES.map((name, i) => ({
          label: ROOM[name],
          apart: i === 0,
          checked: name === density,
          run: () => setDensity(name),
        })),
      ]}
    />
  )
}

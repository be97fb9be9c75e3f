import { applyConfig, DEFAULT_CONFIG, isSet } from '../../store/configs.ts'
import { useView } from '../../store/hooks.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { showDialog } from '../shell.ts'
import { useConfigs } from './useConfigs.ts'

/** Options and filters under names of their own, as pprof's Config menu. */
export function ConfigMenu() {
  const view = useView((state) => state)
  const configs = useConfigs()
  const current = configs.find((config) => isSet(config, view))
  const items = [DEFAULT_CONFIG, ...configs].map((config, i) => ({
    key: `${i}`,
    label: config.name,
    checked: isSet(config, view),
    run: () => applyConfig(config),
  }))
  return (
    <Menu
      align="end"
      label={`Configuration: ${current?.name ?? 'none'}`}
      title="Named configurations: options and filters to come back to"
      button={
        <>
          <span className="config-name">{current?.name ?? 'config'}</span>
          <Caret />
        </>
      }
      items={[
        ...items,
        { key: 'save', label: 'Save and manage…', apart: true, run: () => showDialog('configs') },
      ]}
    />
  )
}

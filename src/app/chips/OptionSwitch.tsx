import { changeOption } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import type { Switch } from './option-groups.ts'

interface OptionSwitchProps {
  readonly name: Switch['name']
  readonly label: string
  readonly help: string
}

export function OptionSwitch({ name, label, help }: OptionSwitchProps) {
  const checked = useView((view) => view.options[name])
  return (
    <label className="check" title={help}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => changeOption(name, event.target.checked)}
      />
      {label}
    </label>
  )
}

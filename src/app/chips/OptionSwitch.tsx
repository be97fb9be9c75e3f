import { changeOption } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { Check } from '../../ui/controls/Check.tsx'
import type { Switch } from './option-groups.ts'

interface OptionSwitchProps {
  readonly name: Switch['name']
  readonly label: string
  readonly help: string
}

export function OptionSwitch({ name, label, help }: OptionSwitchProps) {
  const checked = useView((view) => view.options[name])
  return (
    <Check help={help} checked={checked} onChange={(on) => changeOption(name, on)}>
      {label}
    </Check>
  )
}

import { useScaling, useSession } from '../../store/hooks.ts'
import { changeView } from '../../store/navigation.ts'
import { withScaling } from '../../store/scaling.ts'
import { Choice } from '../../ui/controls/Choice.tsx'
import type { Option } from '../../ui/controls/option.ts'
import type { Scaling } from '../../worker/protocol.ts'

/** How amounts of both sides are made comparable. */
export function CompareAmounts() {
  const scaling = useScaling()
  const possible = useSession((session) => session.pair?.facts.rates.possible ?? false)
  return (
    <Choice
      label="Amounts"
      title="How the amounts of both are made comparable"
      value={scaling}
      options={optionsOf(possible)}
      onChange={(value) => changeView((view) => withScaling(view, value))}
    />
  )
}

function optionsOf(possible: boolean): readonly Option<Scaling>[] {
  return [
    { value: 'recorded', label: 'as recorded', help: 'What each profile has' },
    {
      value: 'second',
      label: 'per second',
      help: possible
        ? 'What a second of each recording has, on the average (pprof: -divide_by, of one side)'
        : 'The profiles do not say for how long they were recorded',
      disabled: !possible,
    },
    {
      value: 'total',
      label: 'same total',
      help: 'B scaled to the total of A: shares are compared (pprof: -normalize)',
    },
  ]
}

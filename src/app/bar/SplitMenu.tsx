import { splitStage, swapHalves } from '../../store/actions.ts'
import { useIsBeside, useView } from '../../store/hooks.ts'
import { viewAt } from '../../store/view-list.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { showBeside, TAKEN } from '../stage/split.ts'
import { useOffered } from '../useOffered.ts'

/** Which view stands beside the one on screen. */
export function SplitMenu() {
  const path = useView((view) => view.path)
  const split = useView((view) => view.split)
  const isTaken = useIsBeside()
  const { views } = useOffered()
  if (isTaken) {
    return (
      <button
        type="button"
        className="button quiet icon"
        disabled
        aria-label="Split the stage"
        title={TAKEN}
      >
        <Icon name="split" />
      </button>
    )
  }
  const others = views.filter((view) => view.path !== path && view.place !== 'hidden')
  const beside = others.map(
    (view): MenuItem => ({
      key: view.path,
      label: view.title,
      checked: view.path === split,
      run: () => showBeside(view.path),
    }),
  )
  const divided: MenuItem[] = [
    { label: 'Swap the halves', hint: <kbd>|</kbd>, apart: true, run: swapHalves },
    { label: `Only ${viewAt(path).label}`, hint: <kbd>\</kbd>, run: () => splitStage('') },
  ]
  const name = split === '' ? 'Split the stage' : `Split the stage: ${viewAt(split).label} beside`
  return (
    <Menu
      className={split === '' ? 'button quiet icon' : 'button quiet icon chosen'}
      label={name}
      title={`${name} (\\)`}
      align="end"
      button={<Icon name="split" />}
      items={[...beside, ...(split === '' ? [] : divided)]}
    />
  )
}

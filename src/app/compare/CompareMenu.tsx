import { compareProfiles, stopComparing, suggestion } from '../../store/comparing.ts'
import { areComparable } from '../../store/comparison.ts'
import { useOpened, useSession } from '../../store/hooks.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { chooseFilesToCompare, showDialog } from '../shell.ts'

/** What the profile on screen can be compared with. */
export function CompareMenu() {
  const opened = useOpened()
  const profiles = useSession((session) => session.profiles)
  const comparison = useSession((session) => session.comparison)
  const suggested = useSession((session) => suggestion(session)?.base)
  if (!opened) return null
  const others = profiles.filter(
    (profile) => profile !== opened && areComparable(profile.answer, opened.answer),
  )
  const items: MenuItem[] = [
    ...others.map((profile) => ({
      key: String(profile.key),
      label: `With ${profile.name} as the base`,
      hint: suggested === profile.key && !comparison ? <kbd>c</kbd> : '',
      run: () => compareProfiles(profile.key, opened.key),
    })),
    {
      label: 'With a file…',
      apart: others.length > 0,
      detail: `It is compared with ${opened.name} as the base`,
      run: () => chooseFilesToCompare(opened),
    },
  ]
  if (profiles.length > 1) {
    items.push({ label: 'Several with several…', run: () => showDialog('compare') })
  }
  if (comparison) {
    items.push({ label: 'Stop comparing', hint: <kbd>c</kbd>, apart: true, run: stopComparing })
  }
  return (
    <Menu
      className={comparison ? 'button quiet chosen' : 'button quiet'}
      label="Compare"
      title="Compare with another profile (c)"
      align="end"
      button={
        <>
          <Icon name="swap" /> <span className="compare-word">Compare</span>
        </>
      }
      items={items}
    />
  )
}

import { useHeader, useOpened, useSession } from '../../store/hooks.ts'
import type { Comparison, OpenProfile } from '../../store/open-profile.ts'
import { closeProfile } from '../../store/opening.ts'
import { takeAgain } from '../../store/service.ts'
import { showProfile } from '../../store/showing.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { bytesText, countText } from '../../ui/words.ts'
import { chooseFiles, showDialog } from '../shell.ts'

/** Which program; the list of the profiles that are open. */
export function SessionMenu() {
  const profiles = useSession((session) => session.profiles)
  const shown = useOpened()
  const comparison = useSession((session) => session.comparison)
  const { answer } = useHeader()
  if (!shown) return null
  const items: MenuItem[] = [
    ...profiles.map((profile) => itemOf(profile, profile === shown, comparison)),
    { key: 'open', apart: true, label: 'Open files…', hint: 'Ctrl O', run: chooseFiles },
    { key: 'history', label: 'Opened before…', run: () => showDialog('history') },
    { key: 'connect', label: 'Connect to a service…', run: () => showDialog('connect') },
    ...(shown.source.kind === 'live' ? [againItem(shown)] : []),
    ...(profiles.length > 1 ? [COMPARE] : []),
    { key: 'close', label: `Close ${shown.name}`, run: () => closeProfile(shown) },
  ]
  const name = answer?.file || shown.name
  const more = profiles.length > 1 ? ` (${profiles.length} open)` : ''
  return (
    <Menu
      className="button quiet program"
      label={`Profile: ${name}, ${shown.name}${more}`}
      title={`${shown.name}${more}`}
      items={items}
      button={
        <>
          <span className="program-name">{name}</span>
          {profiles.length > 1 && <span className="count">{profiles.length}</span>}
          <Caret />
        </>
      }
    />
  )
}

const COMPARE: MenuItem = {
  key: 'compare',
  label: 'Compare several with several…',
  run: () => showDialog('compare'),
}

/** The service may have gone on since. */
function againItem(profile: OpenProfile): MenuItem {
  return { key: 'again', label: `Take ${profile.name} again`, run: () => takeAgain(profile) }
}

function itemOf(profile: OpenProfile, checked: boolean, comparison: Comparison | null): MenuItem {
  const { answer, source } = profile
  const isBase = comparison?.bases.some(({ key }) => key === profile.key)
  const types = answer.sampleTypes.map(({ type }) => type).join(', ')
  const from = source.kind === 'file' ? '' : `from ${source.host} · `
  return {
    key: String(profile.key),
    label: isBase ? `${profile.name} (base)` : profile.name,
    detail: `${from}${types} · ${countText(answer.samples, 'sample')}`,
    hint: bytesText(answer.size),
    checked,
    run: () => showProfile(profile.key),
  }
}

import { useHeader, useSession, useShown } from '../store/hooks.ts'
import { closeProfile } from '../store/opening.ts'
import type { OpenProfile } from '../store/session.ts'
import { showProfile } from '../store/showing.ts'
import { Caret } from '../ui/Caret.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { chooseFiles } from './shell.ts'
import { bytesText, countText } from './words.ts'

/** Which program; the list of the profiles that are open. */
export function SessionMenu() {
  const profiles = useSession((session) => session.profiles)
  const shown = useShown()
  const { answer } = useHeader()
  if (!shown) return null
  const items: MenuItem[] = [
    ...profiles.map((profile) => itemOf(profile, profile === shown)),
    { key: 'open', apart: true, label: 'Open files…', hint: 'Ctrl O', run: chooseFiles },
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

function itemOf(profile: OpenProfile, checked: boolean): MenuItem {
  const { answer, source } = profile
  const types = answer.sampleTypes.map(({ type }) => type).join(', ')
  const from = source.kind === 'url' ? `from ${source.host} · ` : ''
  return {
    key: String(profile.key),
    label: profile.name,
    detail: `${from}${types} · ${countText(answer.samples, 'sample')}`,
    hint: bytesText(answer.size),
    checked,
    run: () => showProfile(profile.key),
  }
}

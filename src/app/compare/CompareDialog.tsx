import { useState } from 'react'
import { compareSets } from '../../store/comparing.ts'
import { areComparable } from '../../store/comparison.ts'
import { useOpened, useSession } from '../../store/hooks.ts'
import type { Comparison, OpenProfile, Scaled, SessionKey } from '../../store/open-profile.ts'
import { Dialog } from '../../ui/Dialog.tsx'
import { countText } from '../../ui/words.ts'
import { showDialog } from '../shell.ts'
import './compare.css'

/** What part a profile has: of the base, of what is compared with it, or none. */
type Part = 'base' | 'source' | 'none'

interface Role {
  readonly part: Part
  /** As typed. */
  readonly scale: string
}

const PARTS: readonly { readonly part: Part; readonly label: string; readonly help: string }[] = [
  { part: 'base', label: 'A', help: 'part of the base' },
  { part: 'source', label: 'B', help: 'part of what is compared with the base' },
  { part: 'none', label: '–', help: 'left out' },
]

/** Sets against sets: which profiles add up to the base, which to what is compared with it. */
export function CompareDialog() {
  const opened = useOpened()
  const profiles = useSession((session) => session.profiles)
  const comparison = useSession((session) => session.comparison)
  const [roles, setRoles] = useState(() => rolesOf(profiles, comparison, opened?.key))
  const roleOf = ({ key }: OpenProfile): Role => roles.get(key) ?? NO_ROLE
  const side = (part: Part) => profiles.filter((profile) => roleOf(profile).part === part)
  const problem = problemOf(side('source'), side('base'), (profile) => roleOf(profile).scale)

  function compare(): void {
    const scaled = (profile: OpenProfile): Scaled => {
      return { key: profile.key, scale: Number(roleOf(profile).scale) }
    }
    showDialog(null)
    compareSets(side('source').map(scaled), side('base').map(scaled))
  }

  return (
    <Dialog title="Compare several with several" onClose={() => showDialog(null)}>
      <p className="muted">
        The sum of the profiles marked A is the base; the sum of those marked B is compared with it.
        A scale multiplies a profile's values: 0.5 for one that was recorded for twice as long.
      </p>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (problem === '') compare()
        }}
      >
        <table className="compare-sets">
          <thead>
            <tr>
              <th scope="col">Profile</th>
              <th scope="col">Part</th>
              <th scope="col">Scale</th>
            </tr>
          </thead>
          <tbody>
            {profiles.map((profile) => (
              <ProfileRow
                key={profile.key}
                profile={profile}
                role={roleOf(profile)}
                onChange={(role) => setRoles(new Map(roles).set(profile.key, role))}
              />
            ))}
          </tbody>
        </table>
        <div className="compare-sets-end">
          <p role="status">{problem}</p>
          <button type="submit" className="button primary" disabled={problem !== ''}>
            Compare
          </button>
        </div>
      </form>
    </Dialog>
  )
}

const NO_ROLE: Role = { part: 'none', scale: '1' }

interface ProfileRowProps {
  readonly profile: OpenProfile
  readonly role: Role
  readonly onChange: (role: Role) => void
}

function ProfileRow({ profile, role, onChange }: ProfileRowProps) {
  const { key, name, answer } = profile
  return (
    <tr>
      <th scope="row" className="mono" title={name}>
        {name}{' '}
        <span className="muted">
          {answer.sampleTypes.map(({ type }) => type).join(', ')} ·{' '}
          {countText(answer.samples, 'sample')}
        </span>
      </th>
      <td>
        <span className="compare-parts" role="radiogroup" aria-label={`Part of ${name}`}>
          {PARTS.map(({ part, label, help }) => (
            <label key={part} className="compare-part" title={help}>
              <input
                type="radio"
                name={`part-${key}`}
                aria-label={`${name}: ${help}`}
                checked={role.part === part}
                onChange={() => onChange({ ...role, part })}
              />
              {label}
            </label>
          ))}
        </span>
      </td>
      <td>
        <input
          className="field number compare-scale"
          type="text"
          inputMode="decimal"
          aria-label={`Scale of ${name}`}
          aria-invalid={!isScale(role.scale)}
          disabled={role.part === 'none'}
          value={role.scale}
          onChange={(event) => onChange({ ...role, scale: event.target.value })}
        />
      </td>
    </tr>
  )
}

/** As they are compared now; else the one on screen against nothing yet. */
function rolesOf(
  profiles: readonly OpenProfile[],
  comparison: Comparison | null,
  shown: SessionKey | undefined,
): ReadonlyMap<SessionKey, Role> {
  const roles = new Map<SessionKey, Role>(profiles.map(({ key }) => [key, NO_ROLE]))
  if (!comparison)
    return shown === undefined ? roles : roles.set(shown, { ...NO_ROLE, part: 'source' })
  for (const { key, scale } of comparison.sources)
    roles.set(key, { part: 'source', scale: `${scale}` })
  for (const { key, scale } of comparison.bases) roles.set(key, { part: 'base', scale: `${scale}` })
  return roles
}

/** Why they cannot be compared as they are marked; "" if they can. */
function problemOf(
  sources: readonly OpenProfile[],
  bases: readonly OpenProfile[],
  scaleOf: (profile: OpenProfile) => string,
): string {
  const [source] = sources
  if (!source || bases.length === 0) return 'Mark at least one A and one B.'
  const all = [...sources, ...bases]
  const wrong = all.find((profile) => !isScale(scaleOf(profile)))
  if (wrong) return `The scale of ${wrong.name} must be a number above 0.`
  const other = all.find(({ answer }) => !areComparable(answer, source.answer))
  return other ? `${other.name} has no sample type in common with ${source.name}.` : ''
}

function isScale(text: string): boolean {
  const scale = text.trim() === '' ? Number.NaN : Number(text)
  return scale > 0 && scale <= 1e9
}

import { compareProfiles } from '../../store/comparing.ts'
import { useSession } from '../../store/hooks.ts'
import { dispatch } from '../../store/session.ts'
import { CompareSeries } from './CompareSeries.tsx'

/** After a second profile has been opened beside one that it can be compared with. */
export function CompareOffer() {
  const offer = useSession((session) => session.offer)
  const profiles = useSession((session) => session.profiles)
  const nameOf = (key: number) => profiles.find((profile) => profile.key === key)?.name
  if (!offer) return null
  const { base, source } = offer
  const refuse = () => dispatch({ type: 'offered', offer: null })
  return (
    <section className="panel offer" role="status">
      <div>
        <p>
          <span className="mono">{nameOf(source)}</span> and{' '}
          <span className="mono">{nameOf(base)}</span> have the same sample types: see what has
          become more, and what less?
        </p>
        <div className="panel-buttons">
          <button
            type="button"
            className="button primary"
            onClick={() => compareProfiles(base, source)}
          >
            Compare <kbd>c</kbd>
          </button>
          <CompareSeries onShown={refuse} />
          <button type="button" className="button" onClick={refuse}>
            Not now
          </button>
        </div>
      </div>
    </section>
  )
}

import { frameActions } from '../../store/actions.ts'
import type { FrameText } from '../../worker/protocol.ts'

/** The filters that can be set by a frame. */
export function FrameButtons({ frame }: { readonly frame: FrameText }) {
  const filters = frameActions(frame).filter((action) => action.label !== 'Copy name')
  return (
    <div className="frame-actions">
      {filters.map(({ label, key, enabled, run }) => (
        <button
          key={label}
          type="button"
          className="button"
          disabled={!enabled}
          title={enabled ? (key ? `${label} (${key})` : label) : 'This frame has no name to match'}
          onClick={run}
        >
          {label}
        </button>
      ))}
    </div>
  )
}

import type { Options } from '../../engine/select/options.ts'
import { textField } from '../../store/fields.ts'
import type { SessionKey } from '../../store/open-profile.ts'
import type { FlameShape } from '../../worker/protocol.ts'

/** The zoom in a link; of a sandwich that of its lower half. */
export const ZOOM = textField('z')
/** That of a sandwich's upper half, the callers. */
export const CALLERS_ZOOM = textField('zc')

/**
 * What a zoom holds for: keys of frames name them for a profile and what counts as a frame, so under
 * another granularity, or in another tree, the same path is another one.
 */
export function placeOf(profile: SessionKey, options: Options, shape: FlameShape): string {
  const { granularity, noinlines, showcolumns } = options
  const { direction, collapse, frame } = shape
  return [profile, granularity, noinlines, showcolumns, direction, collapse, frame].join(' ')
}

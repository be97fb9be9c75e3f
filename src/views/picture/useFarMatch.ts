import { useEffect, useRef } from 'react'
import { engine } from '../../store/engine.ts'
import type { FrameText, QueryOf, SeriesQueryOf } from '../../worker/protocol.ts'
import type { Wish } from './request.ts'

/** The width that a match is zoomed to if it was too narrow to be visible, in CSS pixels. */
const SEEN = 40

export interface FarMatch {
  readonly path: readonly number[]
  readonly frame: FrameText
  /** The root to zoom to in order to see it. */
  readonly root: readonly number[]
}

/**
 * Requests the match after (or before) a frame that the picture does not have; a newer request
 * supersedes it.
 * @returns a function of the path to continue from and a handler for the match
 */
export function useFarMatch(wish: Wish | null) {
  const stop = useRef(new AbortController())
  useEffect(() => () => stop.current.abort(), [])
  return async (
    from: readonly number[],
    step: 1 | -1,
    found: (match: FarMatch) => void,
  ): Promise<void> => {
    stop.current.abort()
    if (!wish) return
    const asked = new AbortController()
    stop.current = asked
    try {
      const { path, frame, root } = await engine().ask(matchQuery(wish, from, step), {
        signal: asked.signal,
      })
      if (path && frame && !asked.signal.aborted) found({ path, frame, root })
    } catch {
      // Superseded; or the options are wrong, which the picture reports.
    }
  }
}

function matchQuery(
  { profile, compared, options, search, shape, width }: Wish,
  from: readonly number[],
  step: 1 | -1,
): QueryOf<'flame-match'> | SeriesQueryOf<'series-flame-match'> {
  const query = { options, search, from, step, share: SEEN / width }
  return compared && 'profiles' in compared
    ? { type: 'series-flame-match', ...query, ...compared }
    : { type: 'flame-match', ...query, profile, shape }
}

import type { Thumbnail } from '../../history/entry.ts'
import type { FlameAnswer, ProfileId } from '../../worker/protocol.ts'
import { engine } from '../engine.ts'
import { searchOf } from '../view.ts'
import { INITIAL_VIEW } from '../view-list.ts'

/** The picture's width in the list, in CSS pixels. */
const WIDTH = 120
/** Deeper frames are left out. */
const MOST_ROWS = 24
const MOST_FRAMES = 400

/** Draws a small flame graph of the whole profile. */
export async function thumbnailOf(profile: ProfileId): Promise<Thumbnail> {
  const answer = await engine().ask({
    type: 'flame',
    profile,
    options: INITIAL_VIEW.options,
    search: searchOf(INITIAL_VIEW),
    root: [],
    from: 0,
    to: 1,
    width: WIDTH,
    minWidth: 1,
  })
  return thumbnail(answer)
}

function thumbnail({ x, w, depth, frame, frames }: FlameAnswer): Thumbnail {
  const chosen = Array.from(x.keys())
    .filter((i) => depth[i]! < MOST_ROWS)
    .slice(0, MOST_FRAMES)
  const colors: { readonly package: string; readonly name: string }[] = []
  const known = new Map<string, number>()
  const colorOf = (i: number): number => {
    const { package: packageName, name } = frames[frame[i]!]!
    const text = packageName || name
    const at = known.get(text) ?? colors.length
    // A byte per frame: the last colour serves for the rest.
    if (at === colors.length && at < 255) colors.push({ package: packageName, name })
    known.set(text, Math.min(at, colors.length - 1))
    return Math.min(at, colors.length - 1)
  }
  const column = (value: (i: number) => number) => Uint8Array.from(chosen, value)
  return {
    x: column((i) => Math.round(x[i]! * 255)),
    width: column((i) => Math.max(1, Math.round(w[i]! * 255))),
    row: column((i) => depth[i]!),
    color: column(colorOf),
    colors,
  }
}

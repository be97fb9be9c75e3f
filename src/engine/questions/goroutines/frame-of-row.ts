import { NONE } from '../../profile/ids.ts'
import { packageOf } from '../../profile/package.ts'
import { cleanPath } from '../../profile/paths.ts'
import type { Frames } from '../../select/frames.ts'
import type { Selection } from '../../select/selection.ts'
import type { FrameText } from '../../session/answers.ts'
import { frameText } from '../../session/frame-texts.ts'

/** By selection of frames: frame key of each row of the profile's lines; -1 for one not shown. */
const known = new WeakMap<Frames, Int32Array>()

/**
 * The frame that a row of the profile's lines is shown as.
 * @param name the function's name, for a row that filters have hidden: no frame has the key -1
 */
export function frameOfRow(selection: Selection, row: number, name: string): FrameText {
  let keys = known.get(selection.frames)
  if (!keys) {
    keys = keysOfRows(selection)
    known.set(selection.frames, keys)
  }
  const key = keys[row] ?? NONE
  if (key !== NONE) return frameText(selection, key)
  const { functions, lines, strings } = selection.profile
  const file = strings.get(functions.file[lines.function[row]!] ?? 0)
  return {
    key,
    name,
    file: file === '' ? '' : cleanPath(file),
    line: lines.line[row] ?? 0,
    package: packageOf(name),
  }
}

function keysOfRows({ profile, shown, frames }: Selection): Int32Array {
  const keys = new Int32Array(profile.lines.count).fill(NONE)
  for (let i = 0; i < shown.line.length; i++) {
    const row = shown.line[i]!
    if (row !== NONE) keys[row] = frames.ofLine[i]!
  }
  return keys
}

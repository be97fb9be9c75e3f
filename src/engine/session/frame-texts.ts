import { NONE } from '../profile/ids.ts'
import { packageOf } from '../profile/package.ts'
import { cleanPath } from '../profile/paths.ts'
import type { Frames } from '../select/frames.ts'
import { OptionError } from '../select/options.ts'
import type { Selection } from '../select/selection.ts'
import type { FrameText } from './answers.ts'

/** The texts of the frames of a selection are made once, however often they are shown. */
const known = new WeakMap<Frames, FrameText[]>()

/** A frame as text. */
export function frameText(selection: Selection, key: number): FrameText {
  let texts = known.get(selection.frames)
  if (!texts) {
    texts = []
    known.set(selection.frames, texts)
  }
  texts[key] ??= compose(selection, key)
  return texts[key]
}

function compose(selection: Selection, key: number): FrameText {
  const { frames, names } = selection
  const { strings, functions, lines } = selection.profile
  const name = names.of(key)
  const line = frames.sampleLine[key]!
  const func = line === NONE ? NONE : lines.function[line]!
  const plain = strings.get(frames.name[key]!)
  const file = func === NONE ? '' : strings.get(functions.file[func]!)
  const startLine = func === NONE ? 0 : functions.startLine[func]!
  return {
    key,
    name,
    file: file === '' ? '' : cleanPath(file),
    line: frames.line[key]! || startLine || (line === NONE ? 0 : lines.line[line]!),
    package: packageOf(plain || name),
  }
}

/**
 * The key of a frame that is requested by key or, if that is -1, by name.
 * @throws OptionError if there is no such frame in the selection
 */
export function keyOfFrame({ frames, names }: Selection, key: number, name: string): number {
  if (key >= 0 && key < frames.count) return key
  if (key < 0) {
    for (let other = 0; other < frames.count; other++) if (names.of(other) === name) return other
  }
  throw new OptionError(`no frame is called ${name === '' ? key : name}`)
}

import { withoutColours } from './colours.ts'
import { criLines } from './cri.ts'
import { withoutDoubling } from './doubled.ts'
import { escapedLines } from './escaped.ts'
import { html } from './html.ts'
import { journalMessages } from './journal.ts'
import { jsonMessages } from './json.ts'
import { jsonStrings } from './json-strings.ts'

/** What a dump may be wrapped in: each gives the text without it; null where it is not there. */
const LAYERS: readonly ((bytes: Uint8Array) => Uint8Array | null)[] = [
  html,
  criLines,
  journalMessages,
  jsonMessages,
  jsonStrings,
  escapedLines,
  withoutColours,
  withoutDoubling,
]

/** Layers within each other: a page that shows a container's log of JSON with escaped stacks has four. */
const DEEPEST = 6

/**
 * The text of a log that holds goroutines, without what they are wrapped in. Of a plain dump these
 * are the same bytes, which were looked at in a few places only.
 */
export function unwrapped(bytes: Uint8Array): Uint8Array {
  let text = bytes
  for (let i = 0; i < DEEPEST; i++) {
    const inner = withoutLayer(text)
    if (!inner) break
    text = inner
  }
  return text
}

function withoutLayer(bytes: Uint8Array): Uint8Array | null {
  for (const layer of LAYERS) {
    const inner = layer(bytes)
    if (inner) return inner
  }
  return null
}

import type { Graphviz } from '@hpcc-js/wasm-graphviz'
import { type GraphGeometry, geometryOf } from './graph-layout-geometry.ts'

/**
 * Replaces backslashes while Graphviz has the text. In its drawing operations it doubles them, and
 * then drops as many characters after them. This code point is not a character, and never occurs
 * in exchanged text (Unicode, 23.7 Noncharacters).
 */
const STAND_IN = '\ufdd0'

/** Lays out a graph in the DOT language. Takes minutes for thousands of arrows. */
export function layoutOf(graphviz: Pick<Graphviz, 'layout'>, dot: string): GraphGeometry {
  const text = dot.replace(/\\./gs, (pair) => (pair === '\\\\' ? STAND_IN : pair))
  const json = graphviz.layout(text, 'json', 'dot')
  return geometryOf(json.replaceAll(STAND_IN, '\\\\'))
}

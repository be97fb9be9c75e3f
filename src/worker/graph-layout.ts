import type { Graphviz } from '@hpcc-js/wasm-graphviz'
import { type GraphGeometry, geometryOf } from './graph-layout-geometry.ts'

/**
 * Stands for a backslash while Graphviz has the text. In its drawing operations it doubles those,
 * and then loses as many characters behind them. This is no character of any script, and never one
 * of a text that is passed on (Unicode, 23.7 Noncharacters).
 */
const STAND_IN = '\ufdd0'

/** Lays out a text in the language DOT. Takes minutes for thousands of arrows. */
export function layoutOf(graphviz: Pick<Graphviz, 'layout'>, dot: string): GraphGeometry {
  const text = dot.replace(/\\./gs, (pair) => (pair === '\\\\' ? STAND_IN : pair))
  const json = graphviz.layout(text, 'json', 'dot')
  return geometryOf(json.replaceAll(STAND_IN, '\\\\'))
}

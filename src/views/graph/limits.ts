import { changeOption } from '../../store/actions.ts'
import { changeView } from '../../store/navigation.ts'
import { setOption } from '../../store/view.ts'

/** What pprof shows where nothing is said. */
export const DEFAULT_NODES = 80

/** Shows so many nodes, in one step of the history. */
export function showNodes(nodecount: number): void {
  changeView((view) => setOption(setOption(view, 'trim', true), 'nodecount', nodecount))
}

export function reachNode(limits: {
  readonly nodecount: number
  readonly nodefraction: number
}): void {
  changeView((view) =>
    setOption(setOption(view, 'nodefraction', limits.nodefraction), 'nodecount', limits.nodecount),
  )
}

/** Lets nodes in however light they are. */
export function showLightNodes(): void {
  changeOption('nodefraction', 0)
}

/** Without the digits that binary fractions bring in. */
export function percentOf(fraction: number): number {
  return Number((fraction * 100).toPrecision(10))
}

export function fractionOf(percent: number): number {
  return Number((percent / 100).toPrecision(10))
}

import type { GraphPicture, Place } from './picture.ts'

/** What is said of a node, an arrow or a label: a line, and what explains it. */
export interface Words {
  readonly line: string
  readonly remarks: readonly string[]
}

export function wordsOf(picture: GraphPicture, place: Place): Words {
  switch (place.type) {
    case 'node':
      return nodeWords(picture, place.index)
    case 'edge':
      return edgeWords(picture, place.index)
    default:
      return tagWords(picture, place.index)
  }
}

function nodeWords({ answer, callers, callees }: GraphPicture, node: number): Words {
  const { frame, flatText, flatPercent, cumText, cumPercent, folded } = answer.nodes[node]!
  return {
    line:
      `${frame.name}: flat ${flatText}, ${flatPercent}; ` +
      `cum ${cumText}, ${cumPercent} of ${answer.totalText}`,
    remarks: [
      `${counted(callers[node]!.length, 'caller')} and ${counted(callees[node]!.length, 'callee')} shown.`,
      ...(folded > 0 ? [`${counted(folded, 'label')} folded: Labels, above, shows them.`] : []),
    ],
  }
}

function edgeWords({ answer }: GraphPicture, edge: number): Words {
  const { caller, callee, weightText, percent, residual, inline } = answer.edges[edge]!
  const from = answer.nodes[caller]!.frame.name
  const to = answer.nodes[callee]!.frame.name
  const remarks: string[] = []
  if (residual) remarks.push('Dotted: frames between the two were left out.')
  if (inline) remarks.push('(inline): inlined into the caller.')
  if (caller === callee) remarks.push('It calls itself.')
  const verb = residual ? 'leads to' : 'calls'
  return {
    line: `${from} ${verb} ${to}: ${weightText}, ${percent} of ${answer.totalText}`,
    remarks,
  }
}

function tagWords({ answer, boxes }: GraphPicture, index: number): Words {
  const { box, node } = boxes[index]!
  const label = box.texts.map(({ text }) => text).join(', ')
  return {
    line: `${box.tooltip} of ${answer.nodes[node]!.frame.name} with the label ${label}`,
    remarks: ['Of the samples that end in it; where nothing below it is shown, of all through it.'],
  }
}

/** For screen readers. */
export function spokenOf(picture: GraphPicture, node: number): string {
  const { line, remarks } = nodeWords(picture, node)
  const match = picture.answer.nodes[node]!.match ? ' Matches the search.' : ''
  return `${line}. ${remarks.join(' ')}${match}`
}

export function counted(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`
}

/** What the legend says of what is shown and what was dropped. */
export function shownLines(legend: readonly string[]): string[] {
  return legend.filter((line) => /^(Showing|Dropped) /.test(line))
}

/**
 * The content of a graph in an order of its own: a line per node and per edge, which name nodes by
 * their labels. The file numbers nodes as they come: where equals change places, so do numbers.
 */
export function dotContent(text: string): string {
  const lines = text.split('\n')
  const labels = new Map<string, string>()
  for (const line of lines) {
    const [, node, label] = /^(N\d+) \[label="(.*?)" id=/.exec(line) ?? []
    if (node !== undefined) labels.set(node, label ?? '')
  }
  const named = (line: string): string =>
    line.replace(
      /^(N\d+)(_\d+)?(?: (->) (N\d+)(_\d+)?)?/,
      (_, node, nodelet, arrow, to, toNodelet) =>
        [labels.get(node), nodelet, arrow, labels.get(to), toNodelet].join(' '),
    )
  return lines
    .map((line) => named(line).replace(/ id="[^"]*"/, ''))
    .sort()
    .join('\n')
}

/** The nodes as they come, each by its name and its own value: what pprof orders equals by, last. */
export function dotOrder(text: string): string {
  return text
    .split('\n')
    .flatMap((line) => /^N\d+ \[label="(.*?)(?:\\nof | of |" id=)/.exec(line)?.[1] ?? [])
    .join('\n')
}

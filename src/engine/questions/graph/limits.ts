/** Nodes that are laid out: beyond, Graphviz takes minutes, and nobody finds anything. */
export const MOST_NODES = 1000
/** Edges that are laid out. */
export const MOST_EDGES = 5000
/** Characters of the text for Graphviz, which repeats names at every arrow. */
export const MOST_TEXT = 8_000_000

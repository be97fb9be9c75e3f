import { useMemo, useState } from 'react'
import type { Marks } from './GraphDrawing.tsx'
import { type GraphPicture, nodesNamed, type Place } from './picture.ts'

export interface Marked {
  readonly marks: Marks
  readonly hovered: Place | null
  setCursor(node: number): void
  setHovered(place: Place | null): void
}

/** What is marked in a picture: the shared selection, where the keyboard and the pointer are. */
export function useMarks(picture: GraphPicture, name: string): Marked {
  const [walked, setCursor] = useState(-1)
  const [hovered, setHovered] = useState<Place | null>(null)
  const nodes = useMemo(() => nodesNamed(picture, name), [picture, name])
  // The keyboard's place means nothing in another picture, or once something else is selected.
  const cursor = nodes.includes(walked) ? walked : (nodes[0] ?? -1)
  const marks = useMemo((): Marks => {
    const { answer, callers, callees } = picture
    const near = nodes.flatMap((node) => [
      ...callers[node]!.map((edge) => answer.edges[edge]!.caller),
      ...callees[node]!.map((edge) => answer.edges[edge]!.callee),
    ])
    return { selected: new Set(nodes), near: new Set(near), cursor, hovered }
  }, [picture, nodes, cursor, hovered])
  return { marks, hovered, setCursor, setHovered }
}

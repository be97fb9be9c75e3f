import { useEffect, useMemo, useRef, useState } from 'react'
import type { Mode } from '../../engine/compare/pair.ts'
import type {
  CallTreeAnswer,
  CallTreeOpenRequest,
  CallTreeRow,
} from '../../engine/questions/calltree/calltree.ts'
import type { OpenNode } from '../../engine/questions/calltree/rows.ts'
import { select } from '../../store/actions.ts'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import {
  useCompared,
  useOptions,
  useProfileId,
  useSearch,
  useSession,
  useView,
} from '../../store/hooks.ts'
import { useField } from '../../store/use-field.ts'
import type { AskError } from '../../worker/client.ts'
import type { PairId, PairQueryOf, ProfileId, QueryOf } from '../../worker/protocol.ts'
import type { Place } from '../frame/list/LineGrid.tsx'
import { FIRST_WINDOW, type RowWindow } from '../frame/rows.ts'
import { useMatches } from '../frame/useMatches.ts'
import { useMatchSteps } from '../frame/useMatchSteps.ts'
import { pathTo, toggled } from './open-nodes.ts'
import { COLLAPSE, DIRECTION, ONLY_OWN } from './state.ts'

export interface CallTree {
  /** The last answer; it stays while the next one is under way. */
  readonly answer: CallTreeAnswer | null
  readonly pending: boolean
  readonly error: AskError | null
  /** Text to mark in names; "" for none. */
  readonly mark: string
  readonly place: Place | null
  rowAt(index: number): CallTreeRow | undefined
  setPlace(place: Place): void
  setWindow(window: RowWindow): void
  /** Opens a row, or closes it with all below it. */
  toggle(row: CallTreeRow): void
  /** Opens the hottest path below a row and goes to its end. */
  openHottest(index: number): void
}

/** What is open, of which tree: of another one the hottest path is. */
interface Opened {
  readonly tree: string
  readonly nodes: readonly OpenNode[] | null
}

/** The rows of the call tree about those on screen. */
export function useCallTree(): CallTree {
  const profile = useProfileId()
  const compared = useCompared()
  const isComparing = useSession((session) => session.comparison !== null)
  const options = useOptions()
  const search = useSearch()
  const onlyMatches = useView((view) => view.onlyMatches && view.search !== '')
  const [direction] = useField(DIRECTION)
  const [collapse] = useField(COLLAPSE)
  const [onlyOwn] = useField(ONLY_OWN)
  const [opened, setOpened] = useState<Opened>({ tree: '', nodes: null })
  const [window, setWindow] = useState(FIRST_WINDOW)
  const [place, setPlace] = useState<Place | null>(null)
  // By their value: the same options come as another object when the link is read again.
  const of = compared ? { pair: compared.pair, mode: compared.mode } : { profile }
  const tree = treeOf({ ...of, options, direction, collapse, onlyOwn })
  const open = opened.tree === tree ? opened.nodes : null
  const wish = useMemo(
    () => ({ options, direction, collapse, onlyOwn, search, onlyMatches, open }),
    [options, direction, collapse, onlyOwn, search, onlyMatches, open],
  )
  const ofPair =
    compared && ({ type: 'compare-call-tree', ...wish, ...compared, ...window } as const)
  const ofOne =
    profile === null || isComparing
      ? null
      : ({ type: 'call-tree', ...wish, profile, ...window } as const)
  const { answer, query, pending, error } = useAnswer<
    QueryOf<'call-tree'> | PairQueryOf<'compare-call-tree'>
  >(ofPair ?? ofOne, 'call-tree')
  useMatches(answer, search.text)

  // At first sight of a tree the end of the hottest path is on screen.
  const isOfTree = query !== null && treeOf(query) === tree
  const hottest = answer && isOfTree ? answer.hottest : -1
  const seen = useRef('')
  useEffect(() => {
    if (hottest < 0 || seen.current === tree) return
    seen.current = tree
    setPlace({ line: hottest })
  }, [tree, hottest])

  async function openTo(row: number, to: CallTreeOpenRequest['to']): Promise<void> {
    if (isComparing ? !compared : profile === null) return
    const found = await (compared
      ? engine().ask({ type: 'compare-call-tree-open', ...wish, ...compared, row, to })
      : engine().ask({ type: 'call-tree-open', ...wish, profile: profile!, row, to }))
    if (found.row < 0) return
    setOpened({ tree, nodes: found.open })
    setPlace({ line: found.row })
    select(found.name)
  }
  useMatchSteps(async (step) => {
    if (search.text === '') return
    await openTo(place?.line ?? -1, step > 0 ? 'next-match' : 'previous-match')
  })

  return {
    answer,
    pending,
    error,
    mark: search.regexp ? '' : search.text,
    place,
    rowAt: (index) => answer?.rows[index - answer.from],
    setPlace,
    setWindow,
    toggle(row) {
      if (!answer || !isOfTree || !row.hasChildren) return
      const path = pathTo(answer.open, { above: row.above, key: row.frame.key })
      // The answer may be older than what has been opened since.
      setOpened({ tree, nodes: toggled(open ?? answer.open, path) })
    },
    openHottest(index) {
      // What cannot be asked just now is said where the rows are.
      openTo(index, 'hottest').catch(() => {})
    },
  }
}

/** Tells trees apart whose nodes are not the same. */
function treeOf({
  profile = null,
  pair = null,
  mode = null,
  options,
  direction,
  collapse,
  onlyOwn,
}: Pick<CallTreeOpenRequest, 'options' | 'direction' | 'collapse' | 'onlyOwn'> & {
  readonly profile?: ProfileId | null
  readonly pair?: PairId | null
  readonly mode?: Mode | null
}): string {
  return JSON.stringify([profile, pair, mode, options, direction, collapse, onlyOwn])
}

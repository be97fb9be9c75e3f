import { useEffect, useMemo, useRef, useState } from 'react'
import type {
  CallTreeAnswer,
  CallTreeOpenRequest,
  CallTreeRow,
} from '../../engine/questions/calltree/calltree.ts'
import type { OpenNode } from '../../engine/questions/calltree/rows.ts'
import { select } from '../../store/actions.ts'
import { useAnswer } from '../../store/answers.ts'
import { engine } from '../../store/engine.ts'
import { useOptions, useProfileId, useSearch, useView } from '../../store/hooks.ts'
import { useSide } from '../../store/side.ts'
import { useField } from '../../store/use-field.ts'
import type { AskError } from '../../worker/client.ts'
import type { ProfileId } from '../../worker/protocol.ts'
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
  const tree = treeOf({ profile, options, direction, collapse, onlyOwn })
  const open = opened.tree === tree ? opened.nodes : null
  const asked = useMemo(
    () =>
      profile === null
        ? null
        : { profile, options, direction, collapse, onlyOwn, search, onlyMatches, open },
    [profile, options, direction, collapse, onlyOwn, search, onlyMatches, open],
  )
  const { answer, query, pending, error } = useAnswer(
    asked && ({ type: 'call-tree', ...asked, ...window } as const),
    'call-tree',
  )
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

  // Side by side both go to a match of their own, and one selection is for both.
  const leads = useSide() !== 'old'
  async function openTo(row: number, to: CallTreeOpenRequest['to']): Promise<void> {
    if (!asked) return
    const found = await engine().ask({ type: 'call-tree-open', ...asked, row, to })
    if (found.row < 0) return
    setOpened({ tree, nodes: found.open })
    setPlace({ line: found.row })
    if (leads) select(found.name)
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
  profile,
  options,
  direction,
  collapse,
  onlyOwn,
}: Pick<CallTreeOpenRequest, 'options' | 'direction' | 'collapse' | 'onlyOwn'> & {
  readonly profile: ProfileId | null
}): string {
  return JSON.stringify([profile, options, direction, collapse, onlyOwn])
}

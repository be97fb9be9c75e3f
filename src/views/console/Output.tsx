import { useEffect, useEffectEvent, useMemo, useRef, useState } from 'react'
import { select } from '../../store/actions.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import type { FrameText } from '../../worker/protocol.ts'
import { FrameMenu } from '../frame/FrameMenu.tsx'
import { useTallList } from '../frame/list/useTallList.ts'
import { findFrame } from './find-frame.ts'
import { OutputRow } from './OutputRow.tsx'
import { Paper } from './rows.ts'
import type { Entry } from './state.ts'

/** As in the style sheet. */
const ROW_HEIGHT = 20
const OVERSCAN = 20

interface OutputProps {
  readonly profile: OpenProfile
  readonly entries: readonly Entry[]
}

interface MenuAt {
  readonly x: number
  readonly y: number
  readonly frame: FrameText
}

/** What was entered and what it printed, of which only the lines on screen exist. */
export function Output({ profile, entries }: OutputProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const [menu, setMenu] = useState<MenuAt | null>(null)
  const paper = useMemo(() => new Paper(entries), [entries])
  const list = useTallList(scroller, paper.count, ROW_HEIGHT)
  const showLast = useEffectEvent(() => {
    if (paper.count === 0) return
    // The end; of a long output its beginning, which says most.
    list.reveal(paper.count - 1)
    list.reveal(paper.lastEntry)
  })
  const { count, lastEntry } = paper
  useEffect(() => {
    // The list has its new height only after it was drawn.
    if (count > 0 && lastEntry >= 0) requestAnimationFrame(showLast)
  }, [count, lastEntry])

  const first = Math.max(0, list.first - OVERSCAN)
  const shown: number[] = []
  for (let i = first; i <= Math.min(count - 1, list.last + OVERSCAN); i++) shown.push(i)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <div className="console-output" ref={scroller} role="log" aria-label="Output" tabIndex={0}>
      <div className="console-paper" style={{ height: list.height }}>
        <div className="console-lines" style={{ transform: `translateY(${list.topOf(first)}px)` }}>
          {shown.map((index) => (
            <OutputRow
              key={index}
              profile={profile}
              row={paper.at(index)}
              onSelect={(name) => void findFrame(profile, name).then((frame) => select(frame.name))}
              onMenu={(x, y, name) =>
                void findFrame(profile, name).then((frame) => setMenu({ x, y, frame }))
              }
            />
          ))}
        </div>
      </div>
      {menu && <FrameMenu {...menu} onClose={() => setMenu(null)} />}
    </div>
  )
}

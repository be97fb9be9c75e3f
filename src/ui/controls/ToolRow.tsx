import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { Icon } from '../Icon.tsx'
import { Popover } from '../Popover.tsx'
import { fittingTools } from './fitting.ts'
import './tool-row.css'

export interface Tool {
  readonly key: string
  readonly control: ReactNode
  /** Stands at the end of the row, with all that follow. */
  readonly end?: boolean
}

interface ToolRowProps {
  readonly label: string
  /** What is shown, in words; it is cut before a control is moved. */
  readonly said?: ReactNode
  /** The most used first: what does not fit goes into a menu at the end, the last one first. */
  readonly tools: readonly (Tool | false | null | undefined)[]
}

/** One row of controls above a view, however narrow it is. */
export function ToolRow({ label, said, tools }: ToolRowProps) {
  const shown = tools.filter((tool) => typeof tool === 'object' && tool !== null)
  const row = useRef<HTMLDivElement>(null)
  const count = useFittingTools(
    row,
    shown.map(({ key }) => key),
  )
  const firstAtEnd = shown.find(({ end }) => end)
  return (
    <div className="tools" role="toolbar" aria-label={label} ref={row}>
      {said !== undefined && <div className="tools-said">{said}</div>}
      {shown.slice(0, count).map((tool) => (
        <div
          key={tool.key}
          className={tool === firstAtEnd ? 'tool end' : 'tool'}
          data-tool={tool.key}
        >
          {tool.control}
        </div>
      ))}
      {count < shown.length && (
        <div className="tools-more">
          <Popover
            popup="dialog"
            label={`${label}: more`}
            title="What does not fit into the row"
            className="button quiet icon"
            align="end"
            button={<Icon name="more" />}
          >
            {() => (
              <div className="tools-list">
                {shown.slice(count).map(({ key, control }) => (
                  <div key={key}>{control}</div>
                ))}
              </div>
            )}
          </Popover>
        </div>
      )}
    </div>
  )
}

/** How many of the tools, by their keys, have room in the row. */
function useFittingTools(row: RefObject<HTMLDivElement | null>, keys: readonly string[]): number {
  const [count, setCount] = useState(keys.length)
  /** As wide as each was when it was in the row. */
  const widths = useRef(new Map<string, number>())
  // After each render: a tool may have come, gone or changed its words.
  useLayoutEffect(() => {
    const element = row.current
    if (!element) return
    const update = () => {
      const inRow = [...element.querySelectorAll<HTMLElement>(':scope > .tool')]
      for (const tool of inRow) widths.current.set(tool.dataset['tool']!, tool.offsetWidth)
      const known = keys.map((key) => widths.current.get(key))
      const said = element.querySelector<HTMLElement>(':scope > .tools-said')
      setCount(fittingTools(known, element.clientWidth, said?.scrollWidth ?? 0))
    }
    update()
    const observer = new ResizeObserver(update)
    for (const part of [element, ...element.children]) observer.observe(part)
    return () => observer.disconnect()
  })
  return Math.min(count, keys.length)
}

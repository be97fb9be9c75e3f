import { useEffect, useMemo, useState } from 'react'
import { withFieldValue } from '../../store/fields.ts'
import { useShown, useView } from '../../store/hooks.ts'
import { changeView } from '../../store/navigation.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { setField, useField } from '../../store/use-field.ts'
import type { FlameShape } from '../../worker/protocol.ts'
import { useColoring } from './change.ts'
import { FlamePane } from './FlamePane.tsx'
import { FlameToolbar } from './FlameToolbar.tsx'
import { NoFrame } from './NoFrame.tsx'
import './flame.css'
import { COLLAPSE, DIRECTION, type FlameDirection, ORDER, SANDWICHED } from './settings.ts'

/** The profile on screen as a flame graph: from callers to callees, the other way, or both. */
export function FlameView() {
  const profile = useShown()
  return profile && <Flame profile={profile} />
}

function Flame({ profile }: { readonly profile: OpenProfile }) {
  const [direction] = useField(DIRECTION)
  const [of] = useField(SANDWICHED)
  const coloring = useColoring()
  const selected = useView((view) => view.selected)
  const isSandwich = direction === 'sandwich'
  const frame = isSandwich ? of || selected : ''
  useEffect(() => {
    // It stays with its frame when others are selected in it.
    if (isSandwich && of === '' && selected !== '') setField(SANDWICHED, selected, 'replace')
  }, [isSandwich, of, selected])
  const shapes = useShapes(frame)
  const [half, setHalf] = useState<'callers' | 'callees'>('callees')
  const pane = { profile, coloring, onSandwich: sandwich }
  return (
    <div className="flame-view">
      <FlameToolbar profile={profile} frame={frame} shapes={shapesOn(direction, frame, shapes)} />
      {!isSandwich && (
        <FlamePane
          {...pane}
          key="whole"
          shape={shapes[direction]}
          title={TITLES[direction]}
          walksMatches
        />
      )}
      {isSandwich && frame === '' && <NoFrame onSandwich={sandwich} />}
      {isSandwich && frame !== '' && (
        <div className="flame-sandwich">
          <h3 className="flame-half mono">Callers of {frame}</h3>
          <FlamePane
            {...pane}
            shape={shapes.callers}
            title={`Callers of ${frame}`}
            walksMatches={half === 'callers'}
            onEnter={() => setHalf('callers')}
          />
          <h3 className="flame-half mono">{frame} and its callees</h3>
          <FlamePane
            {...pane}
            shape={shapes.callees}
            title={`Callees of ${frame}`}
            walksMatches={half === 'callees'}
            onEnter={() => setHalf('callees')}
          />
        </div>
      )}
    </div>
  )
}

const TITLES = { down: 'Flame graph', up: 'Flame graph, bottom-up' } as const

type Shapes = Readonly<Record<FlameShape['direction'], FlameShape>>

function useShapes(frame: string): Shapes {
  const [collapse] = useField(COLLAPSE)
  const [order] = useField(ORDER)
  return useMemo(
    () => ({
      down: { direction: 'down', frame: '', collapse, order },
      up: { direction: 'up', frame: '', collapse, order },
      callers: { direction: 'callers', frame, collapse, order },
      callees: { direction: 'callees', frame, collapse, order },
    }),
    [frame, collapse, order],
  )
}

/** The pictures on screen, from top to bottom. */
function shapesOn(direction: FlameDirection, frame: string, shapes: Shapes): readonly FlameShape[] {
  if (direction !== 'sandwich') return [shapes[direction]]
  return frame === '' ? [] : [shapes.callers, shapes.callees]
}

/** A step to all that calls a frame and all that it calls. */
function sandwich(name: string): void {
  changeView((view) =>
    withFieldValue(withFieldValue(view, DIRECTION, 'sandwich'), SANDWICHED, name),
  )
}

import { useId } from 'react'
import { withFieldValue } from '../../store/fields.ts'
import { useIsDifference, useView } from '../../store/hooks.ts'
import { changeView } from '../../store/navigation.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { useField } from '../../store/use-field.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import type { FlameShape } from '../../worker/protocol.ts'
import { COLORING } from '../picture/settings.ts'
import { ChangeMenus } from './ChangeMenus.tsx'
import { useColoring } from './change.ts'
import { ExportMenu } from './ExportMenu.tsx'
import { LookPopover } from './LookPopover.tsx'
import { DIRECTION, type FlameDirection, SANDWICHED } from './settings.ts'

interface FlameToolbarProps {
  readonly profile: OpenProfile
  /** Name of the frame that a sandwich on screen is of; "" else. */
  readonly frame: string
  /** What is on screen. */
  readonly shapes: readonly FlameShape[]
}

const DIRECTIONS: Readonly<Record<FlameDirection, readonly [label: string, detail: string]>> = {
  down: ['Top-down', 'From the outermost callers to what they call'],
  up: ['Bottom-up', 'Functions by their own value, below each those that call it'],
  sandwich: ['Sandwich', 'All that calls the selected function, and all that it calls'],
}

const COLORINGS: Readonly<
  Record<typeof COLORING.initial, readonly [label: string, detail: string]>
> = {
  package: ['Package', 'own code warm, libraries cool, the runtime grey'],
  file: ['File', 'a colour per source file'],
  self: ['Self', 'the redder, the larger its own value, relative to the largest in the picture'],
  total: ['Total', 'the redder, the larger its value with all it calls, relative to the largest'],
}

/** How the picture is shown: one row, which folds into a menu where there is little room. */
export function FlameToolbar({ profile, frame, shapes }: FlameToolbarProps) {
  const [direction] = useField(DIRECTION)
  const [coloring, setColoring] = useField(COLORING)
  const shownColoring = useColoring()
  const selected = useView((view) => view.selected)
  const isDifference = useIsDifference()
  const id = useId()
  const directionItems = keysOf(DIRECTIONS).map((key) =>
    itemOf(DIRECTIONS[key], direction === key, () => show(key, selected)),
  )
  const colorItems = keysOf(COLORINGS).map((key) =>
    itemOf(COLORINGS[key], coloring === key, () => setColoring(key)),
  )
  const colors = colorItems.map((item, i) => (i === 0 ? { ...item, apart: true } : item))
  const otherFrame = direction === 'sandwich' && selected !== '' && selected !== frame
  return (
    <div className="flame-toolbar" role="toolbar" aria-label="Flame graph">
      <fieldset className="flame-directions">
        <legend className="visually-hidden">Direction</legend>
        {keysOf(DIRECTIONS).map((key) => (
          <label key={key} title={DIRECTIONS[key][1]}>
            <input
              type="radio"
              name={`${id}direction`}
              className="visually-hidden"
              checked={direction === key}
              onChange={() => show(key, selected)}
            />
            {DIRECTIONS[key][0]}
          </label>
        ))}
      </fieldset>
      <div className="flame-wide">
        {isDifference ? (
          <ChangeMenus />
        ) : (
          <Menu
            label="Colour by"
            title="What colours mean"
            button={
              <>
                Colour: {COLORINGS[coloring][0].toLowerCase()} <Caret />
              </>
            }
            items={colorItems}
          />
        )}
      </div>
      <div className="flame-narrow">
        <Menu
          label="Direction and colours"
          button={
            <>
              {DIRECTIONS[direction][0]} <Caret />
            </>
          }
          items={[...directionItems, ...(isDifference ? [] : colors)]}
        />
      </div>
      {isDifference && (
        <div className="flame-narrow">
          <ChangeMenus />
        </div>
      )}
      <LookPopover />
      {otherFrame && (
        <button
          type="button"
          className="button quiet flame-other"
          title={`All that calls ${selected} and all that it calls`}
          onClick={() => show('sandwich', selected)}
        >
          Sandwich {selected}
        </button>
      )}
      <div className="flame-toolbar-end">
        <ExportMenu profile={profile} shapes={shapes} coloring={shownColoring} />
      </div>
    </div>
  )
}

function keysOf<Key extends string>(of: Readonly<Record<Key, unknown>>): Key[] {
  return Object.keys(of) as Key[]
}

function itemOf([label, detail]: readonly [string, string], checked: boolean, run: () => void) {
  const item: MenuItem = { label, detail, checked, run }
  return item
}

/** A step to another direction; a sandwich is of what is selected then. */
function show(direction: FlameDirection, selected: string): void {
  changeView((view) => {
    const frame = direction === 'sandwich' ? selected : ''
    return withFieldValue(withFieldValue(view, DIRECTION, direction), SANDWICHED, frame)
  })
}

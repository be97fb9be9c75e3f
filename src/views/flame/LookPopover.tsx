import { useId } from 'react'
import { usePreference } from '../../store/preferences.ts'
import { useField } from '../../store/use-field.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { MIN_WIDTH, NARROWEST, ROW_HEIGHT, ROW_HEIGHTS } from '../picture/settings.ts'
import { COLLAPSE, ORDER } from './settings.ts'

const HEIGHT_WORDS = ['low', 'normal', 'high'] as const

/** What is a matter of taste, and what changes the picture a little. */
export function LookPopover() {
  return (
    <Popover
      popup="dialog"
      label="Look of the flame graph"
      button={
        <>
          Look <Caret />
        </>
      }
    >
      {() => <Look />}
    </Popover>
  )
}

function Look() {
  const [collapse, setCollapse] = useField(COLLAPSE)
  const [order, setOrder] = useField(ORDER)
  const [height, setHeight] = usePreference(ROW_HEIGHT)
  const [narrowest, setNarrowest] = usePreference(MIN_WIDTH)
  const id = useId()
  return (
    <div className="flame-look">
      <label className="check">
        <input
          type="checkbox"
          checked={collapse}
          onChange={(event) => setCollapse(event.target.checked)}
        />
        Show direct recursion as one frame
      </label>
      <label htmlFor={`${id}o`}>Siblings</label>
      <select
        id={`${id}o`}
        className="field"
        value={order}
        onChange={(event) => setOrder(event.target.value === 'name' ? 'name' : 'size')}
      >
        <option value="size">heaviest first</option>
        <option value="name">by name</option>
      </select>
      <label htmlFor={`${id}h`}>Rows</label>
      <select
        id={`${id}h`}
        className="field"
        value={height}
        onChange={(event) => setHeight(Number(event.target.value))}
      >
        {ROW_HEIGHTS.map((pixels, i) => (
          <option key={pixels} value={pixels}>
            {HEIGHT_WORDS[i]}
          </option>
        ))}
      </select>
      <label htmlFor={`${id}w`}>Leave out frames below</label>
      <select
        id={`${id}w`}
        className="field"
        value={narrowest}
        onChange={(event) => setNarrowest(Number(event.target.value))}
      >
        {NARROWEST.map((pixels) => (
          <option key={pixels} value={pixels}>
            {pixels} px
          </option>
        ))}
      </select>
    </div>
  )
}

import { usePreference } from '../../store/preferences.ts'
import { useField } from '../../store/use-field.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Check } from '../../ui/controls/Check.tsx'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { Popover } from '../../ui/Popover.tsx'
import { MIN_WIDTH, NARROWEST, ROW_HEIGHT, ROW_HEIGHTS } from '../picture/settings.ts'
import { COLLAPSE, ORDER } from './settings.ts'

const HEIGHT_WORDS = ['low', 'normal', 'high'] as const
const HEIGHTS = ROW_HEIGHTS.map((pixels, i) => ({
  value: `${pixels}`,
  label: HEIGHT_WORDS[i] ?? `${pixels} px`,
}))
const ORDERS = [
  { value: 'size', label: 'heaviest first' },
  { value: 'name', label: 'by name' },
] as const

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
  return (
    <div className="flame-look">
      <Check checked={collapse} onChange={setCollapse}>
        Show direct recursion as one frame
      </Check>
      <span>Siblings</span>
      <Segmented label="Siblings" value={order} options={ORDERS} onChange={setOrder} />
      <span>Rows</span>
      <Segmented
        label="Rows"
        value={`${height}`}
        options={HEIGHTS}
        onChange={(value) => setHeight(Number(value))}
      />
      <span>Leave out frames below</span>
      <Segmented
        label="Leave out frames below"
        value={`${narrowest}`}
        options={NARROWEST.map((pixels) => ({ value: `${pixels}`, label: `${pixels} px` }))}
        onChange={(value) => setNarrowest(Number(value))}
      />
    </div>
  )
}

import { useField } from '../../store/fields.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { CompareWidth } from '../../worker/protocol.ts'
import { ChangeColorMenu } from '../picture/ChangeColorMenu.tsx'
import { WIDTH } from './settings.ts'

const WIDTHS: Readonly<Record<CompareWidth, readonly [label: string, detail: string]>> = {
  sum: ['both', 'What the frame has in A and in B, added up'],
  new: ['B', 'What it has in B: what is gone has no width'],
  delta: ['change', 'What has changed in it, stack by stack, whatever the sign'],
}

/** What widths and colours mean in the flame graph of a difference. */
export function ChangeMenus() {
  const [width, setWidth] = useField(WIDTH)
  return (
    <>
      <Menu
        label={`Width: ${WIDTHS[width][0]}`}
        title="What the width of a frame stands for"
        button={
          <>
            Width: {WIDTHS[width][0]} <Caret />
          </>
        }
        items={(Object.keys(WIDTHS) as CompareWidth[]).map((each) => ({
          label: WIDTHS[each][0],
          detail: WIDTHS[each][1],
          checked: each === width,
          run: () => setWidth(each),
        }))}
      />
      <ChangeColorMenu />
    </>
  )
}

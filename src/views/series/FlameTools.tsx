import { useField } from '../../store/fields.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { SeriesWidth } from '../../worker/protocol.ts'
import { ChangeColorMenu } from '../picture/ChangeColorMenu.tsx'
import { SeriesTools } from './SeriesTools.tsx'
import { WIDTH } from './state.ts'

const WIDTHS: Readonly<Record<SeriesWidth, readonly [label: string, detail: string]>> = {
  all: [
    'all snapshots',
    'What the frame has in all of them, added up: what is gone is seen as well',
  ],
  last: ['last snapshot', 'What it has in the last one: what is gone has no width'],
}

/** What widths and colours mean in the flame graph. */
export function FlameTools() {
  const [width, setWidth] = useField(WIDTH)
  return (
    <SeriesTools>
      <Menu
        label={`Width: ${WIDTHS[width][0]}`}
        title="What the width of a frame stands for"
        button={
          <>
            Width: {WIDTHS[width][0]} <Caret />
          </>
        }
        items={(Object.keys(WIDTHS) as SeriesWidth[]).map((each) => ({
          label: WIDTHS[each][0],
          detail: WIDTHS[each][1],
          checked: each === width,
          run: () => setWidth(each),
        }))}
      />
      <ChangeColorMenu />
      <span className="series-legend muted">▲ grew, ▼ shrank from the first to the last</span>
    </SeriesTools>
  )
}

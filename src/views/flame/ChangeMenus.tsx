import { useField } from '../../store/fields.ts'
import { usePreference } from '../../store/preferences.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'
import type { CompareWidth } from '../../worker/protocol.ts'
import { CHANGE_OF, LESS, WIDTH } from './change.ts'

const WIDTHS: Readonly<Record<CompareWidth, readonly [label: string, detail: string]>> = {
  sum: ['both', 'What the frame has in A and in B, added up'],
  new: ['B', 'What it has in B: what is gone has no width'],
  delta: ['change', 'What has changed in it, stack by stack, whatever the sign'],
}

const SHARES: Readonly<Record<typeof CHANGE_OF.initial, readonly [string, string]>> = {
  relative: ['relative', 'The change as a share of the larger of the two values'],
  absolute: ['absolute', 'The change as a share of the whole picture'],
}

/** What widths and colours mean in the flame graph of a difference. */
export function ChangeMenus() {
  const [width, setWidth] = useField(WIDTH)
  const [of, setOf] = useField(CHANGE_OF)
  const [less, setLess] = usePreference(LESS)
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
      <Menu
        label={`Colour of change: ${SHARES[of][0]}`}
        title="What colours mean"
        button={
          <>
            Colour: {SHARES[of][0]} <Caret />
          </>
        }
        items={[
          ...(Object.keys(SHARES) as (typeof of)[]).map((each) => ({
            label: SHARES[each][0],
            detail: SHARES[each][1],
            checked: each === of,
            run: () => setOf(each),
          })),
          ...(['blue', 'green'] as const).map((each, i) => ({
            label: `▲ red, ▼ ${each}`,
            detail: each === 'blue' ? 'told apart by everyone' : 'as in reviews of code',
            apart: i === 0,
            checked: each === less,
            run: () => setLess(each),
          })),
        ]}
      />
    </>
  )
}

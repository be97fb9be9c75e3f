import { ChangeColorMenu } from '../picture/ChangeColorMenu.tsx'
import { WidthMenu } from '../picture/WidthMenu.tsx'
import { type DifferenceWidth, WIDTH } from './settings.ts'

const WIDTHS: Readonly<Record<DifferenceWidth, readonly [label: string, detail: string]>> = {
  sum: ['both', 'What the frame has in A and in B, added up'],
  new: ['B', 'What it has in B: what is gone has no width'],
  delta: ['change', 'What has changed in it, stack by stack, whatever the sign'],
}

/** What widths and colours mean in the flame graph of a difference. */
export function ChangeMenus() {
  return (
    <>
      <WidthMenu field={WIDTH} words={WIDTHS} />
      <ChangeColorMenu />
    </>
  )
}

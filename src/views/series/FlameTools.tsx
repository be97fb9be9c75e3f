import type { SeriesWidth } from '../../worker/protocol.ts'
import { ChangeColorMenu } from '../picture/ChangeColorMenu.tsx'
import { WidthMenu } from '../picture/WidthMenu.tsx'
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
  return (
    <SeriesTools
      tools={[
        { key: 'width', control: <WidthMenu field={WIDTH} words={WIDTHS} /> },
        { key: 'color', control: <ChangeColorMenu /> },
        {
          key: 'legend',
          control: <span className="muted">▲ grew, ▼ shrank from the first to the last</span>,
        },
      ]}
    />
  )
}

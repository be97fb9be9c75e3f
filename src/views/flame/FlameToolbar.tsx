import { withFieldValue } from '../../store/fields.ts'
import { useIsDifference, useIsSavedDifference, useView } from '../../store/hooks.ts'
import { changeView } from '../../store/navigation.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { useField } from '../../store/use-field.ts'
import { Choice } from '../../ui/controls/Choice.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { ToolRow } from '../../ui/controls/ToolRow.tsx'
import type { FlameShape } from '../../worker/protocol.ts'
import { ChangeColorMenu } from '../picture/ChangeColorMenu.tsx'
import { ChangeLegend } from '../picture/ChangeLegend.tsx'
import { COLORING } from '../picture/settings.ts'
import { ChangeMenus } from './ChangeMenus.tsx'
import { useColoring, useShowsChange } from './change.ts'
import { ExportMenu } from './ExportMenu.tsx'
import { Legend } from './Legend.tsx'
import { LookPopover } from './LookPopover.tsx'
import { DIRECTION, type FlameDirection, SANDWICHED } from './settings.ts'

interface FlameToolbarProps {
  readonly profile: OpenProfile
  /** Name of the frame that a sandwich on screen is of; "" else. */
  readonly frame: string
  /** What is on screen. */
  readonly shapes: readonly FlameShape[]
}

const DIRECTIONS: readonly Option<FlameDirection>[] = [
  { value: 'down', label: 'Top-down', help: 'From the outermost callers to what they call' },
  {
    value: 'up',
    label: 'Bottom-up',
    help: 'Functions by their own value, below each those that call it',
  },
  {
    value: 'sandwich',
    label: 'Sandwich',
    help: 'All that calls the selected function, and all that it calls',
  },
]

const COLORINGS: readonly Option<typeof COLORING.initial>[] = [
  {
    value: 'package',
    label: 'package',
    help: 'own code yellow to orange, modules that it uses pale, the standard library blue, the runtime grey',
  },
  { value: 'file', label: 'file', help: 'a colour per source file' },
  {
    value: 'self',
    label: 'self',
    help: 'the redder, the larger its own value, relative to the largest in the picture',
  },
  {
    value: 'total',
    label: 'total',
    help: 'the redder, the larger its value with all it calls, relative to the largest',
  },
]

/** How the picture is shown. */
export function FlameToolbar({ profile, frame, shapes }: FlameToolbarProps) {
  const [direction] = useField(DIRECTION)
  const [coloring, setColoring] = useField(COLORING)
  const shownColoring = useColoring()
  const selected = useView((view) => view.selected)
  const isDifference = useIsDifference()
  const showsChange = useShowsChange()
  const isSaved = useIsSavedDifference()
  const otherFrame = direction === 'sandwich' && selected !== '' && selected !== frame
  return (
    <ToolRow
      label="Flame graph"
      tools={[
        {
          key: 'direction',
          control: (
            <Segmented
              label="Direction"
              value={direction}
              options={DIRECTIONS}
              onChange={(value) => show(value, selected)}
            />
          ),
        },
        showsChange
          ? { key: 'change', control: isDifference ? <ChangeMenus /> : <ChangeColorMenu /> }
          : {
              key: 'color',
              control: (
                <Choice
                  label="Colour"
                  title="What colours mean"
                  value={coloring}
                  options={COLORINGS}
                  onChange={setColoring}
                />
              ),
            },
        showsChange && {
          key: 'change-legend',
          control: <ChangeLegend coloring={shownColoring} saved={isSaved} />,
        },
        shownColoring === 'package' && { key: 'legend', control: <Legend /> },
        { key: 'look', control: <LookPopover /> },
        otherFrame && {
          key: 'other',
          control: (
            <button
              type="button"
              className="button quiet flame-other"
              title={`All that calls ${selected} and all that it calls`}
              onClick={() => show('sandwich', selected)}
            >
              Sandwich {selected}
            </button>
          ),
        },
        {
          key: 'export',
          end: true,
          control: <ExportMenu profile={profile} shapes={shapes} coloring={shownColoring} />,
        },
      ]}
    />
  )
}

/** A step to another direction; a sandwich is of what is selected then. */
function show(direction: FlameDirection, selected: string): void {
  changeView((view) => {
    const frame = direction === 'sandwich' ? selected : ''
    return withFieldValue(withFieldValue(view, DIRECTION, direction), SANDWICHED, frame)
  })
}

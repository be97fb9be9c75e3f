import { usePreference } from '../../store/preferences.ts'
import { useField } from '../../store/use-field.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { CHANGE_OF, type Coloring, LESS } from './settings.ts'

const SHARES: Readonly<Record<typeof CHANGE_OF.initial, readonly [string, string]>> = {
  relative: ['relative', 'The change as a share of the larger of the two values'],
  absolute: ['absolute', 'The change as a share of the whole picture'],
  package: ['package', 'A colour per package: ▲ and ▼ alone say what has changed'],
}

/** The colouring of changes that the user has chosen. */
export function useChangeColoring(): Coloring {
  const [of] = useField(CHANGE_OF)
  const [less] = usePreference(LESS)
  return of === 'package' ? of : `change ${of} ${less}`
}

/** A menu for the colouring of changes. */
export function ChangeColorMenu() {
  const [of, setOf] = useField(CHANGE_OF)
  const [less, setLess] = usePreference(LESS)
  return (
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
          detail: each === 'blue' ? 'safe for colour-blind readers' : 'as in code reviews',
          apart: i === 0,
          checked: each === less,
          run: () => setLess(each),
        })),
      ]}
    />
  )
}

import { useMemo } from 'react'
import { useCompared, useHeader, useIsDifference, useSession } from '../../store/hooks.ts'
import { useSide } from '../../store/side.ts'
import { useField } from '../../store/use-field.ts'
import { useChangeColoring } from '../picture/ChangeColorMenu.tsx'
import type { FlameCompared } from '../picture/request.ts'
import { COLORING, type Coloring } from '../picture/settings.ts'
import { WIDTH } from './settings.ts'

/** Null where nothing is compared. A side of a comparison is drawn with what the other has. */
export function useFlameCompared(): FlameCompared | null {
  const compared = useCompared()
  const isDifference = useIsDifference()
  const side = useSide()
  const [width] = useField(WIDTH)
  const by = isDifference ? width : side
  return useMemo(
    () => (compared && by ? { pair: compared.pair, mode: compared.mode, by } : null),
    [compared, by],
  )
}

/** Whether the one profile on screen is a difference by itself: some of its values are negative. */
export function useIsSigned(): boolean {
  const isComparing = useSession((session) => session.comparison !== null)
  const header = useHeader().answer
  return !isComparing && header?.signed === true
}

/** The colours of a difference that was saved: there is nothing to relate a change to. */
const SIGNED: Coloring = 'change absolute blue'

/** What colours mean: in a comparison, how much has changed. */
export function useColoring(): Coloring {
  const isComparing = useSession((session) => session.comparison !== null)
  const isSigned = useIsSigned()
  const [coloring] = useField(COLORING)
  const change = useChangeColoring()
  if (isComparing) return change
  return isSigned ? SIGNED : coloring
}

import { useMemo } from 'react'
import { useCompared, useIsDifference, useSession } from '../../store/hooks.ts'
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

/** What colours mean: in a comparison, how much has changed. */
export function useColoring(): Coloring {
  const isComparing = useSession((session) => session.comparison !== null)
  const [coloring] = useField(COLORING)
  const change = useChangeColoring()
  return isComparing ? change : coloring
}

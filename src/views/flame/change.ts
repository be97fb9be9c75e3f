import { useMemo } from 'react'
import {
  useCompared,
  useIsDifference,
  useIsSavedDifference,
  useSession,
} from '../../store/hooks.ts'
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

/** Whether what is drawn has changed from something else: a comparison or a saved difference. */
export function useShowsChange(): boolean {
  const isComparing = useSession((session) => session.comparison !== null)
  return useIsSavedDifference() || isComparing
}

/** What colours mean: in a comparison or a saved difference, how much has changed. */
export function useColoring(): Coloring {
  const showsChange = useShowsChange()
  const [coloring] = useField(COLORING)
  const change = useChangeColoring()
  return showsChange ? change : coloring
}

import { useMemo } from 'react'
import { useCompared, useIsDifference } from '../../store/hooks.ts'
import { useField } from '../../store/use-field.ts'
import { useChangeColoring } from '../picture/ChangeColorMenu.tsx'
import type { FlameCompared } from '../picture/request.ts'
import { COLORING, type Coloring } from '../picture/settings.ts'
import { WIDTH } from './settings.ts'

/** Null where one profile is shown, if only as a side of a comparison. */
export function useFlameCompared(): FlameCompared | null {
  const compared = useCompared()
  const isDifference = useIsDifference()
  const [by] = useField(WIDTH)
  return useMemo(
    () => (compared && isDifference ? { pair: compared.pair, mode: compared.mode, by } : null),
    [compared, isDifference, by],
  )
}

/** What colours mean: of a difference, how much has changed. */
export function useColoring(): Coloring {
  const isDifference = useIsDifference()
  const [coloring] = useField(COLORING)
  const change = useChangeColoring()
  return isDifference ? change : coloring
}

import { useState } from 'react'
import { type Answered, useAnswer } from '../../store/answers.ts'
import { useOptions, useProfileId } from '../../store/hooks.ts'
import { useField } from '../../store/use-field.ts'
import type { QueryOf } from '../../worker/protocol.ts'
import { type RowWindow, windowAround } from '../frame/rows.ts'
import { LABEL_FILTER, OPEN_KEYS } from './state.ts'

export interface Labels extends Answered<QueryOf<'labels'>> {
  /** Asks for other rows than those at hand. */
  readonly show: (window: RowWindow) => void
}

/** The list for the profile and the options on screen; of it what is on screen and around. */
export function useLabels(): Labels {
  const profile = useProfileId()
  const options = useOptions()
  const [filter] = useField(LABEL_FILTER)
  const [open] = useField(OPEN_KEYS)
  const [window, setWindow] = useState(windowAround(0, 0))
  const query: QueryOf<'labels'> | null =
    profile === null ? null : { type: 'labels', profile, options, filter, open, ...window }
  return { ...useAnswer(query, 'labels'), show: setWindow }
}

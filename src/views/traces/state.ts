import { choiceField, flagField } from '../../store/fields.ts'

/** How the samples follow each other: as in the file, or the heaviest first. */
export const TRACE_ORDER = choiceField('order', ['file', 'value'])

/** The middle of deep stacks is left out. */
export const FOLD_STACKS = flagField('fold', true)

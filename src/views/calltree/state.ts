import { choiceField, flagField } from '../../store/fields.ts'

/** Whether rows open to what they call, or to what calls them. */
export const DIRECTION = choiceField('tdir', ['down', 'up'])

/** Direct repeats of a function are one row. */
export const COLLAPSE = flagField('tcollapse')

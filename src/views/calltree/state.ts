import { choiceField, flagField } from '../../store/fields.ts'

/** Whether rows open to what they call, or to what calls them. */
export const DIRECTION = choiceField('tdir', ['down', 'up'])

/** Direct repeats of a function are one row. */
export const COLLAPSE = flagField('tcollapse')

/** What is not the program's own code counts for its caller. */
export const ONLY_OWN = flagField('town')

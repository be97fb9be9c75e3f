import { flagField } from '../../store/fields.ts'

/** Labels of nodes as boxes of their own, as pprof draws them. */
export const LABELS = flagField('glabels')

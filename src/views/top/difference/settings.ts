import { choiceField, flagField, textField } from '../../../store/fields.ts'
import type { CompareColumn, CompareFilter, CompareMetric } from '../../../worker/protocol.ts'

/** Which of its values a frame is listed by, and of which of the two kinds. */
export const COLUMN = choiceField<CompareColumn>('ccol', [
  'change',
  'delta',
  'percent',
  'old',
  'new',
  'name',
])
export const METRIC = choiceField<CompareMetric>('cby', ['flat', 'cum'])
export const REVERSED = flagField('crev')
/** Frames by what has become of them. */
export const FILTER = choiceField<CompareFilter>('cfilter', [
  'all',
  'grew',
  'shrank',
  'new',
  'gone',
])
/** Changes that are smaller are left out; as typed. */
export const MINIMUM = textField('cmin')

import { namedColumn } from '../engine/profile/sample-types.ts'
import type { CompareAnswer, Scaling } from '../worker/protocol.ts'
import { choiceField, fieldOf, withFieldValue } from './fields.ts'
import { setOption, type View } from './view.ts'

/**
 * How amounts of a comparison are made comparable, as chosen; `auto`: per second where recordings
 * of different length would differ by that alone. pprof's option normalize comes before it.
 */
export const AMOUNTS = choiceField('amounts', ['auto', 'recorded', 'second'])

/** How the sides are scaled in a view. */
export function scalingOf(view: View, pair: CompareAnswer | null): Scaling {
  if (view.options.normalize) return 'total'
  const wanted = fieldOf(view, AMOUNTS)
  // A mean is no amount.
  if (view.options.mean) return 'recorded'
  if (!pair?.facts.rates.possible || wanted === 'recorded') return 'recorded'
  return wanted === 'second' || isAdvised(view, pair) ? 'second' : 'recorded'
}

/** Whether amounts of the sample type on screen differ by the length of the recordings alone. */
function isAdvised({ options }: View, pair: CompareAnswer): boolean {
  const { sampleTypes, defaultSampleType, facts } = pair
  const named = namedColumn(sampleTypes, options.sample_index)
  const type = sampleTypes[named >= 0 ? named : defaultSampleType]?.type
  return type !== undefined && facts.rates.advised.includes(type)
}

/** The view with a scaling that was chosen. */
export function withScaling(view: View, scaling: Scaling): View {
  const scaled = setOption(view, 'normalize', scaling === 'total')
  return scaling === 'total' ? scaled : withFieldValue(scaled, AMOUNTS, scaling)
}

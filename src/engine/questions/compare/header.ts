import { shownValue } from '../../select/weights.ts'
import type { HeaderAnswer } from '../../session/answers.ts'
import type { Compared } from '../../session/compare-answers.ts'
import type { CompareSession } from '../../session/compare-session.ts'
import { headerOf } from '../page/header.ts'

/**
 * What the question `header` says of the difference, put together from both sides: what the filters
 * leave adds up, so the difference need not be made for it.
 */
export function compareHeader(session: CompareSession, { options, mode }: Compared): HeaderAnswer {
  const { old, new: now } = session.sides(options, mode)
  const change = (column: 'total' | 'totalDiv'): number =>
    (now.weights[column]?.[0] ?? 0) - (old.weights[column]?.[0] ?? 0)
  return headerOf({
    profile: { ...now.profile, header: session.pair.header(mode) },
    measure: session.unfitted(options, mode),
    shown: shownValue(change('total'), change('totalDiv')),
    changes: null,
    unmatched: now.unmatched.filter((option) => old.unmatched.includes(option)),
    whyEmpty: '',
  })
}

import { baseSets } from '../../profile/base-label.ts'
import { baseName } from '../../profile/paths.ts'
import type { Profile } from '../../profile/profile.ts'
import { isSigned } from '../../profile/signed.ts'
import { whyEmpty } from '../../profile/why-empty.ts'
import { durationShare, durationText } from '../../report/labels.ts'
import type { Measure } from '../../report/measure.ts'
import { formatTime } from '../../report/time.ts'
import type { Selection } from '../../select/selection.ts'
import { shownValue } from '../../select/weights.ts'
import type { HeaderAnswer, HeaderRequest, SavedChanges } from '../../session/answers.ts'
import { changesBelow } from '../../session/compare-totals.ts'
import type { EngineSession } from '../../session/session.ts'

/** What the page says about the profile and what the filters leave of it. */
export function profileHeader(session: EngineSession, { options }: HeaderRequest): HeaderAnswer {
  const selection = session.selection(options)
  const { profile, weights, unmatched } = selection
  const { total, totalDiv } = weights
  const shown = shownValue(total[0]!, totalDiv?.[0] ?? 0)
  return headerOf({
    ...{ profile, measure: session.unfitted(options), shown, unmatched },
    changes: changesOf(selection, session.unfitted(options)),
    whyEmpty: whyEmpty(session.profile),
  })
}

/** What grew and what shrank; means do not add up to that. */
function changesOf(selection: Selection, measure: Measure): SavedChanges | null {
  const { profile, value, weights } = selection
  if (value.mean || !isSigned(profile, value.column)) return null
  const changed = changesBelow(null, selection)[0]!
  const net = weights.total[0]!
  const [grew, shrank] = [(changed + net) / 2, (changed - net) / 2]
  const largest = Math.max(grew, shrank)
  return {
    isMarked: baseSets(profile) !== null,
    grewText: measure.formatLike(grew, largest),
    shrankText: measure.formatLike(shrank, largest),
  }
}

/** What a header is about: what 100 % is in a profile, and how much is shown of it. */
export interface Headed extends Pick<HeaderAnswer, 'shown' | 'changes' | 'unmatched' | 'whyEmpty'> {
  readonly profile: Pick<Profile, 'mappings' | 'strings' | 'header'>
  readonly measure: Measure
}

/** The figures of the bar: binary, sample type, total, duration. */
export function headerOf(headed: Headed): HeaderAnswer {
  const { profile, measure, shown, changes, unmatched, whyEmpty } = headed
  const { mappings, strings, header } = profile
  const file = mappings.count > 0 ? strings.get(mappings.file[0]!) : ''
  return {
    file: file === '' ? '' : baseName(file),
    buildId: mappings.count > 0 ? strings.get(mappings.buildId[0]!) : '',
    type: measure.type,
    unit: measure.unit,
    time: header.timeNanos === 0n ? '' : formatTime(header.timeNanos),
    duration: header.durationNanos === 0n ? '' : durationText(header.durationNanos),
    total: measure.total,
    totalText: measure.formatAuto(measure.total),
    ratio: durationShare(profile, measure).replace(/[()\s]/g, ''),
    shown,
    shownText: measure.formatAuto(shown),
    shownPercent: measure.percent(shown).trim(),
    changes,
    unmatched,
    whyEmpty,
    comments: header.comments.filter((comment) => !comment.startsWith('#')),
    docUrl: header.docUrl,
  }
}

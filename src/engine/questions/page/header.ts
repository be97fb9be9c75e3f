import { baseName } from '../../profile/paths.ts'
import type { Profile } from '../../profile/profile.ts'
import { whyEmpty } from '../../profile/why-empty.ts'
import { durationShare, durationText } from '../../report/labels.ts'
import type { Measure } from '../../report/measure.ts'
import { formatTime } from '../../report/time.ts'
import { shownValue } from '../../select/weights.ts'
import type { HeaderAnswer, HeaderRequest } from '../../session/answers.ts'
import type { EngineSession } from '../../session/session.ts'
import { withMagnitudes } from '../flame/signed-flame.ts'

/** What the page says about the profile and what the filters leave of it. */
export function profileHeader(session: EngineSession, { options }: HeaderRequest): HeaderAnswer {
  const selection = session.selection(options)
  const { profile, weights, unmatched } = selection
  const { total, totalDiv } = weights
  const shown = shownValue(total[0]!, totalDiv?.[0] ?? 0)
  return headerOf({
    ...{ profile, measure: session.unfitted(options), shown, unmatched },
    whyEmpty: whyEmpty(session.profile),
    signed: withMagnitudes(selection) !== selection,
  })
}

/** What a header is about: what 100 % is in a profile, and how much is shown of it. */
export interface Headed extends Pick<HeaderAnswer, 'shown' | 'signed' | 'unmatched' | 'whyEmpty'> {
  readonly profile: Pick<Profile, 'mappings' | 'strings' | 'header'>
  readonly measure: Measure
}

/** The figures of the bar: binary, sample type, total, duration. */
export function headerOf({
  profile,
  measure,
  shown,
  signed,
  unmatched,
  whyEmpty,
}: Headed): HeaderAnswer {
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
    signed,
    unmatched,
    whyEmpty,
    comments: header.comments.filter((comment) => !comment.startsWith('#')),
    docUrl: header.docUrl,
  }
}

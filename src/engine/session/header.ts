import { baseName } from '../profile/paths.ts'
import { scaledLabel } from '../profile/units.ts'
import { durationShare, durationText } from '../report/labels.ts'
import { formatTime } from '../report/time.ts'
import type { HeaderAnswer, HeaderRequest } from './answers.ts'
import { shownValue } from './node-values.ts'
import type { EngineSession } from './session.ts'

/** What the page says about the profile and what the filters leave of it. */
export function profileHeader(session: EngineSession, { options }: HeaderRequest): HeaderAnswer {
  const selection = session.selection(options)
  const measure = session.unfitted(options)
  const { profile } = selection
  const { mappings, strings, header } = profile
  const file = mappings.count > 0 ? strings.get(mappings.file[0]!) : ''
  const { total, totalDiv } = selection.weights
  const shown = shownValue(total[0]!, totalDiv?.[0] ?? 0)
  const auto = (value: number): string => scaledLabel(value, measure.unit, 'auto')
  return {
    file: file === '' ? '' : baseName(file),
    buildId: mappings.count > 0 ? strings.get(mappings.buildId[0]!) : '',
    type: measure.type,
    unit: measure.unit,
    time: header.timeNanos === 0n ? '' : formatTime(header.timeNanos),
    duration: header.durationNanos === 0n ? '' : durationText(header.durationNanos),
    total: measure.total,
    totalText: auto(measure.total),
    ratio: durationShare(profile, measure).replace(/[()\s]/g, ''),
    shown,
    shownText: auto(shown),
    shownPercent: measure.percent(shown).trim(),
    unmatched: selection.unmatched,
    comments: header.comments.filter((comment) => !comment.startsWith('#')),
    docUrl: header.docUrl,
  }
}

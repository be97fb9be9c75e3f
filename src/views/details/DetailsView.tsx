import type { ReactNode } from 'react'
import type { DetailsAnswer } from '../../engine/questions/page/details.ts'
import { withoutPassword } from '../../sources/service-address.ts'
import { useAnswer } from '../../store/answers.ts'
import { useProfileId, useShown } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { useSideName } from '../../store/side.ts'
import { bytesText, countText } from '../../ui/words.ts'
import type { QueryOf } from '../../worker/protocol.ts'
import { Commands } from './Commands.tsx'
import { type Fact, Facts } from './Facts.tsx'
import { LIBRARIES } from './licences.ts'
import { Mappings } from './Mappings.tsx'
import { ProfileLink } from './ProfileLink.tsx'
import { SampleTypes } from './SampleTypes.tsx'
import './details.css'

/** Mappings that are listed at most. */
const MAPPINGS = 500

/** Everything that is known about the profile on screen, whatever the filters. */
export function DetailsView() {
  const label = useSideName('Details')
  const shown = useShown()
  const profile = useProfileId()
  const query: QueryOf<'details'> | null =
    profile === null ? null : { type: 'details', profile, from: 0, to: MAPPINGS }
  const { answer, error } = useAnswer(query, 'details')
  if (!shown) return null
  const { warnings } = shown.answer
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls
    <section className="details" aria-label={label} tabIndex={0}>
      <div className="details-parts">
        {warnings.length > 0 && (
          <Facts title={countText(warnings.length, 'remark')} facts={[]} wide>
            <ul className="details-warnings">
              {warnings.map((warning) => (
                <li key={warning}>{warning}</li>
              ))}
            </ul>
          </Facts>
        )}
        <Facts title="File" facts={fileFacts(shown)} />
        {error && <p role="status">{error.message}</p>}
        {answer && (
          <>
            <Facts title="Sample types" facts={[]}>
              <SampleTypes answer={answer} open={shown.answer} />
              {answer.beyondExact && (
                <p>
                  Some values are beyond 2⁵³. Each is read and written exactly; sums of them are
                  rounded to 53 bits in the views.
                </p>
              )}
            </Facts>
            <Facts title="Recording" facts={recordingFacts(answer)} />
            <Facts title="Counts" facts={countFacts(answer)} />
            <Facts title="Comments" facts={[]} wide>
              {answer.comments.length > 0 && <Comments {...answer} />}
            </Facts>
            <Facts title="Mappings" facts={[]} wide>
              {answer.counts.mappings > 0 ? (
                <Mappings {...answer} />
              ) : (
                <p className="muted">The profile names no binaries.</p>
              )}
            </Facts>
          </>
        )}
        <Commands />
        <Facts title="Time to open" facts={timeFacts(shown)} />
        <Facts title="Made with" facts={[...LIBRARIES.map(libraryFact), NOTICES]} />
      </div>
    </section>
  )
}

function fileFacts({ name, source, answer }: OpenProfile): Fact[] {
  const { size, inflatedSize } = answer
  return [
    ['Name', name],
    ['From', fromOf(source)],
    ['Size', exactBytes(size)],
    ['Inflated', inflatedSize === size ? '' : exactBytes(inflatedSize)],
  ]
}

function fromOf(source: OpenProfile['source']): ReactNode {
  switch (source.kind) {
    case 'file':
      return 'a file on this machine'
    case 'url':
      return <ProfileLink address={new URL(source.url, document.baseURI).href} />
    case 'live':
      return `${withoutPassword(source.url)}, taken live`
  }
}

function recordingFacts(answer: DetailsAnswer): Fact[] {
  const { time, timeNanos, duration, durationNanos, period, periodText, docUrl } = answer
  const exactly = (text: string, exact: string) => (text === '' ? '' : `${text} (${exact} ns)`)
  return [
    ['Time', exactly(time, timeNanos)],
    ['Duration', exactly(duration, durationNanos)],
    ['Period type', answer.periodType],
    ['Period', period === '' || period === periodText ? period : `${periodText} (${period})`],
    ['Default type', answer.defaultSampleType],
    ['Drop frames', answer.dropFrames],
    ['Keep frames', answer.keepFrames],
    ['Documentation', docUrl === '' ? '' : <ProfileLink key="doc" address={docUrl} />],
  ]
}

function countFacts({ counts }: DetailsAnswer): Fact[] {
  const rows = [
    ['Samples', counts.samples],
    ['Nodes of the call tree', counts.stacks],
    ['Locations', counts.locations],
    ['Lines', counts.lines],
    ['Functions', counts.functions],
    ['Mappings', counts.mappings],
    ['Sets of labels', counts.labelSets],
    ['Strings', counts.strings],
  ] as const
  return rows.map(([term, count]) => [term, count.toLocaleString('en')])
}

/** Phases of loading, as the worker counts them, and their sum. */
function timeFacts({ answer }: OpenProfile): Fact[] {
  const millis = (time: number) => (time < 1 ? '< 1 ms' : `${Math.round(time)} ms`)
  const phases = Object.entries(answer.timings)
  const sum = phases.reduce((total, [, time]) => total + time, 0)
  return [...phases.map(([phase, time]): Fact => [phase, millis(time)]), ['together', millis(sum)]]
}

/** The build writes it (scripts/third-party-notices.ts). */
const NOTICES: Fact = [
  'Licences',
  <a key="all" href="third-party-notices.txt">
    texts of all of them
  </a>,
]

function libraryFact({ name, licence, url }: (typeof LIBRARIES)[number]): Fact {
  return [
    name,
    url === '' ? (
      licence
    ) : (
      <>
        {licence} ·{' '}
        <a href={url} target="_blank" rel="noopener noreferrer">
          {url.replace('https://', '')}
        </a>
      </>
    ),
  ]
}

function Comments({ comments, commentCount }: DetailsAnswer) {
  return (
    <>
      <pre className="mono">{comments.join('\n')}</pre>
      {commentCount > comments.length && (
        <p className="muted">and {countText(commentCount - comments.length, 'comment')} more</p>
      )}
    </>
  )
}

function exactBytes(bytes: number): string {
  return `${bytesText(bytes)} (${countText(bytes, 'byte')})`
}

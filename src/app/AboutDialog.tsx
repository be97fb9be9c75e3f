import type { ReactNode } from 'react'
import { parseUrl } from '../sources/url.ts'
import { useHeader } from '../store/hooks.ts'
import type { OpenProfile } from '../store/session.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { showDialog } from './shell.ts'
import { bytesText, countText } from './words.ts'
import './dialogs.css'

/** Everything known about the profile on screen. */
export function AboutDialog({ profile }: { readonly profile: OpenProfile }) {
  const { answer: header } = useHeader()
  const { answer, source, name } = profile
  const millis = Object.values(answer.timings).reduce((sum, time) => sum + time, 0)
  const facts: (readonly [string, ReactNode])[] = [
    ['File', name],
    ['From', source.kind === 'url' ? new URL(source.url, document.baseURI).href : ''],
    ['Size', `${bytesText(answer.size)}, inflated ${bytesText(answer.inflatedSize)}`],
    ['Binary', header?.file],
    ['Build ID', header?.buildId],
    ['Time', header?.time],
    ['Duration', header?.duration],
    [
      'Samples',
      `${countText(answer.samples, 'sample')}, ${countText(answer.stacks, 'node')} in the call tree`,
    ],
    ['Types', answer.sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join(', ')],
    [
      'Symbols',
      `${countText(answer.functions, 'function')}, ${countText(answer.locations, 'location')}`,
    ],
    ['Opened in', `${Math.round(millis)} ms`],
    ['Comments', header?.comments.join('\n')],
    ['Documentation', docLink(header?.docUrl ?? '')],
    ['Warnings', answer.warnings.join('\n')],
  ]
  return (
    <Dialog title={`About ${name}`} onClose={() => showDialog(null)}>
      <dl className="facts">
        {facts.map(([term, value]) =>
          value ? (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ) : null,
        )}
      </dl>
    </Dialog>
  )
}

/** The address comes from the profile: only a web page is made a link. */
function docLink(address: string): ReactNode {
  const url = parseUrl(address)
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') return address
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer">
      {address}
    </a>
  )
}

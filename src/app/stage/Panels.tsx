import { useStore } from 'zustand'
import { offerStore } from '../../store/handing.ts'
import { useOpened, useSession, useTransient } from '../../store/hooks.ts'
import { dismissNewVersion, newVersionStore, takeNewVersion } from '../../store/offline.ts'
import { openUrl, reopen } from '../../store/opening.ts'
import { serviceStore } from '../../store/service.ts'
import { dispatch, type Failure, needsAnswer } from '../../store/session.ts'
import { dismissNotices } from '../../store/transient.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { CompareOffer } from '../compare/CompareOffer.tsx'
import { ConnectPanels } from '../connect/ConnectPanels.tsx'
import { Offers } from '../open/Offers.tsx'
import './panels.css'

/** What went wrong, and remarks on a link or a profile: each stays until it is dismissed. */
export function Panels() {
  const failures = useSession((session) => session.failures)
  const notices = useTransient((state) => state.notices)
  const shown = useOpened()
  const warnings = shown && !shown.warningsRead ? shown.answer.warnings : []
  const offers = useStore(offerStore)
  const offered = useSession((session) => session.offer !== null)
  const taking = useStore(serviceStore, ({ recordings, snapshots }) => {
    return recordings.length + Number(snapshots !== null)
  })
  const isNew = useStore(newVersionStore, ({ waiting }) => waiting !== null)
  const told = failures.length + notices.length + warnings.length
  const count = told + offers.length + Number(offered) + Number(isNew) + taking
  if (count === 0) return null
  return (
    <div className="panels">
      <Offers />
      <CompareOffer />
      <ConnectPanels />
      {isNew && <NewVersion />}
      <Failures failures={failures} />
      {shown && warnings.length > 0 && (
        <Remarks
          title={shown.name}
          sentences={warnings}
          onClose={() => dispatch({ type: 'warnings-read', key: shown.key })}
        />
      )}
      {notices.length > 0 && <Remarks title="" sentences={notices} onClose={dismissNotices} />}
    </div>
  )
}

function NewVersion() {
  return (
    <section className="panel remark" role="status">
      <div>
        <p>A new version is ready. What is open stays open.</p>
        <div className="panel-buttons">
          <button type="button" className="button primary" onClick={takeNewVersion}>
            Reload
          </button>
        </div>
      </div>
      <CloseButton onClose={dismissNewVersion} />
    </section>
  )
}

/** Those of one attempt, with a way to dismiss at once those that need no answer. */
function Failures({ failures }: { readonly failures: readonly Failure[] }) {
  const told = failures.filter((failure) => !needsAnswer(failure)).length
  return (
    <>
      {told > 1 && (
        <div className="panels-head">
          <span>{told} errors</span>
          <button
            type="button"
            className="button"
            onClick={() => dispatch({ type: 'dismissed-all' })}
          >
            Dismiss all
          </button>
        </div>
      )}
      {failures.map((failure) => (
        <FailurePanel key={failure.id} failure={failure} />
      ))}
    </>
  )
}

function FailurePanel({ failure }: { readonly failure: Failure }) {
  const { id, name, message, hint, kept, links = [] } = failure
  // What came as it was requested, such as an execution trace, is no failure.
  const looks = kept ? 'panel remark' : 'panel failure'
  return (
    <section className={looks} role={kept ? 'status' : 'alert'}>
      <div>
        {name !== '' && <h2 className="mono">{name}</h2>}
        <p>
          <strong>{message}</strong> <Prose text={hint} />
        </p>
        {links.length > 0 && (
          <div className="panel-buttons">
            {links.map((link) => (
              <button
                key={link.url}
                type="button"
                className="button"
                title={link.url}
                onClick={() => openUrl(link.url)}
              >
                {link.name}
              </button>
            ))}
          </div>
        )}
        {kept && (
          <button
            type="button"
            className="button"
            onClick={() => saveFile(kept.name, kept.content)}
          >
            Save {kept.name}
          </button>
        )}
        {failure.reopen && (
          <button type="button" className="button" onClick={reopen}>
            Open again
          </button>
        )}
      </div>
      <CloseButton onClose={() => dispatch({ type: 'dismissed', id })} />
    </section>
  )
}

interface RemarksProps {
  readonly title: string
  readonly sentences: readonly string[]
  readonly onClose: () => void
}

function Remarks({ title, sentences, onClose }: RemarksProps) {
  return (
    <section className="panel remark" role="status">
      <div>
        {title !== '' && <h2 className="mono">{title}</h2>}
        {sentences.map((sentence) => (
          <p key={sentence}>
            <Prose text={sentence} />
          </p>
        ))}
      </div>
      <CloseButton onClose={onClose} />
    </section>
  )
}

function CloseButton({ onClose }: { readonly onClose: () => void }) {
  return (
    <button type="button" className="button quiet icon" aria-label="Dismiss" onClick={onClose}>
      <Icon name="close" />
    </button>
  )
}

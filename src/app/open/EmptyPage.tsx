import { fieldOf } from '../../store/fields.ts'
import { filtersSet } from '../../store/filters.ts'
import { useSession, useView } from '../../store/hooks.ts'
import { printLink } from '../../store/link.ts'
import { FILE } from '../../store/sharing.ts'
import { INITIAL_VIEW, viewAt } from '../../store/view-list.ts'
import { HelpButton } from '../bar/HelpButton.tsx'
import { ThemeMenu } from '../bar/ThemeMenu.tsx'
import { iconFor } from '../document/favicon.ts'
import { HistorySection } from '../history/History.tsx'
import { chooseFiles, showDialog } from '../shell.ts'
import { Panels } from '../stage/Panels.tsx'
import { Examples } from './Examples.tsx'
import { LoadCard } from './LoadCard.tsx'
import './empty.css'

export function EmptyPage() {
  const loading = useSession((session) => session.load !== null)
  return (
    <div className="empty">
      <header className="empty-bar">
        <span className="brand">
          <img src={iconFor('')} alt="" width="24" height="24" />
          Flamedrop
        </span>
        <div className="bar-end">
          <ThemeMenu />
          <HelpButton />
        </div>
      </header>
      <main className="empty-main">
        {loading ? <LoadCard early={<DropBox />} /> : <DropBox />}
        <LinkHint />
        <Panels />
        <HistorySection />
        <Examples />
        <p className="empty-promise muted">Nothing leaves this browser.</p>
      </main>
    </div>
  )
}

function DropBox() {
  return (
    <div className="empty-drop">
      <h1>Drop a profile here</h1>
      <p className="muted">
        .pb.gz, /debug/pprof text, anything pprof reads; files, folders, pasted links. Two at once
        are compared.
      </p>
      <div className="empty-buttons">
        <button type="button" className="button primary" onClick={chooseFiles}>
          Open files…
        </button>
        <button type="button" className="button" onClick={() => showDialog('link')}>
          Open a link…
        </button>
        <button type="button" className="button" onClick={() => showDialog('connect')}>
          Connect to a service…
        </button>
      </div>
    </div>
  )
}

/** For a user who opens a link to a file: the rest of what it shows is kept until the file is opened. */
function LinkHint() {
  const view = useView((state) => state)
  const filters = filtersSet(view.options).map((name) => `${name}=${view.options[name]}`)
  if (view.url !== '' || printLink(view) === printLink(INITIAL_VIEW)) return null
  const what = [viewAt(view.path).title, ...filters].join(', ')
  const file = fieldOf(view, FILE)
  return (
    <p className="empty-link">
      The link is about {file === '' ? 'a profile' : <span className="mono">{file}</span>}, which is
      not in it: drop that file here to see it as the link says:{' '}
      <span className="mono">{what}</span>. If it came from a running service, you can connect to
      that and record a new one.
    </p>
  )
}

import { useSession } from '../store/hooks.ts'
import { Examples } from './Examples.tsx'
import { HelpButton } from './HelpButton.tsx'
import { LoadCard } from './LoadCard.tsx'
import { Panels } from './Panels.tsx'
import { chooseFiles, showDialog } from './shell.ts'
import { ThemeMenu } from './ThemeMenu.tsx'
import './empty.css'

export function EmptyPage() {
  const loading = useSession((session) => session.load !== null)
  return (
    <div className="empty">
      <header className="empty-bar">
        <span className="brand">Flamedrop</span>
        <div className="bar-end">
          <ThemeMenu />
          <HelpButton />
        </div>
      </header>
      <main className="empty-main">
        {loading ? <LoadCard early={<DropBox />} /> : <DropBox />}
        <Panels />
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
      <p className="muted">.pb.gz, /debug/pprof text, anything pprof reads</p>
      <div className="empty-buttons">
        <button type="button" className="button primary" onClick={chooseFiles}>
          Open files…
        </button>
        <button type="button" className="button" onClick={() => showDialog('link')}>
          Open a link…
        </button>
      </div>
    </div>
  )
}

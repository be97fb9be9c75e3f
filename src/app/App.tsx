import { useSession, useShown } from '../store/hooks.ts'
import { ConfigDialog } from './chips/ConfigDialog.tsx'
import { CompareDialog } from './compare/CompareDialog.tsx'
import { ConnectDialog } from './connect/ConnectDialog.tsx'
import { useTitle } from './document/useTitle.ts'
import { HistoryDialog } from './history/History.tsx'
import { HelpDialog } from './keys/HelpDialog.tsx'
import { useKeys } from './keys/useKeys.ts'
import { DropTarget } from './open/DropTarget.tsx'
import { EmptyPage } from './open/EmptyPage.tsx'
import { LinkDialog } from './open/LinkDialog.tsx'
import { LoadCard } from './open/LoadCard.tsx'
import { PartsDialog } from './open/PartsDialog.tsx'
import { usePaste } from './open/usePaste.ts'
import { Palette } from './palette/Palette.tsx'
import { useShell } from './shell.ts'
import { TaskCard } from './stage/TaskCard.tsx'
import { Workspace } from './Workspace.tsx'
import './app.css'

export function App() {
  const shown = useShown()
  const loading = useSession((session) => session.load !== null)
  const choice = useSession((session) => session.choice)
  const dialog = useShell((shell) => shell.dialog)
  useKeys()
  useTitle()
  usePaste()
  return (
    <>
      {shown ? <Workspace /> : <EmptyPage />}
      {shown && loading && <LoadCard />}
      {choice && <PartsDialog choice={choice} />}
      {dialog === 'help' && <HelpDialog />}
      {dialog === 'link' && <LinkDialog />}
      {dialog === 'connect' && <ConnectDialog />}
      {dialog === 'configs' && <ConfigDialog />}
      {dialog === 'compare' && <CompareDialog />}
      {dialog === 'history' && <HistoryDialog />}
      {dialog === 'palette' && <Palette />}
      <TaskCard />
      <DropTarget />
    </>
  )
}

import { useSession, useShown } from '../store/hooks.ts'
import { CompareDialog } from './CompareDialog.tsx'
import { ConfigDialog } from './ConfigDialog.tsx'
import { ConnectDialog } from './ConnectDialog.tsx'
import { DropTarget } from './DropTarget.tsx'
import { EmptyPage } from './EmptyPage.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { LoadCard } from './LoadCard.tsx'
import { Palette } from './Palette.tsx'
import { useShell } from './shell.ts'
import { TaskCard } from './TaskCard.tsx'
import { useKeys } from './useKeys.ts'
import { usePaste } from './usePaste.ts'
import { useTitle } from './useTitle.ts'
import { Workspace } from './Workspace.tsx'
import './app.css'

export function App() {
  const shown = useShown()
  const loading = useSession((session) => session.load !== null)
  const dialog = useShell((shell) => shell.dialog)
  useKeys()
  useTitle()
  usePaste()
  return (
    <>
      {shown ? <Workspace /> : <EmptyPage />}
      {shown && loading && <LoadCard />}
      {dialog === 'help' && <HelpDialog />}
      {dialog === 'link' && <LinkDialog />}
      {dialog === 'connect' && <ConnectDialog />}
      {dialog === 'configs' && <ConfigDialog />}
      {dialog === 'compare' && <CompareDialog />}
      {dialog === 'palette' && <Palette />}
      <TaskCard />
      <DropTarget />
    </>
  )
}

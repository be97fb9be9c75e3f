import { useSession, useShown } from '../store/hooks.ts'
import { AboutDialog } from './AboutDialog.tsx'
import { DropTarget } from './DropTarget.tsx'
import { EmptyPage } from './EmptyPage.tsx'
import { HelpDialog } from './HelpDialog.tsx'
import { LinkDialog } from './LinkDialog.tsx'
import { LoadCard } from './LoadCard.tsx'
import { useShell } from './shell.ts'
import { useKeys } from './useKeys.ts'
import { useTitle } from './useTitle.ts'
import { Workspace } from './Workspace.tsx'
import './app.css'

export function App() {
  const shown = useShown()
  const loading = useSession((session) => session.load !== null)
  const dialog = useShell((shell) => shell.dialog)
  useKeys()
  useTitle()
  return (
    <>
      {shown ? <Workspace /> : <EmptyPage />}
      {shown && loading && <LoadCard />}
      {dialog === 'help' && <HelpDialog />}
      {dialog === 'link' && <LinkDialog />}
      {dialog === 'about' && shown && <AboutDialog profile={shown} />}
      <DropTarget />
    </>
  )
}

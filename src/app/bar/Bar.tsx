import { CompareMenu } from '../compare/CompareMenu.tsx'
import { ShareMenu } from '../share/ShareMenu.tsx'
import { Headline } from './Headline.tsx'
import { HelpButton } from './HelpButton.tsx'
import { MoreMenu } from './MoreMenu.tsx'
import { SampleTypeMenu } from './SampleTypeMenu.tsx'
import { SearchField } from './SearchField.tsx'
import { SessionMenu } from './SessionMenu.tsx'
import { SplitMenu } from './SplitMenu.tsx'
import { ThemeMenu } from './ThemeMenu.tsx'
import { ViewTabs } from './ViewTabs.tsx'
import './bar.css'

/** Which program, which sample type, how much in how long; and how it is looked at. */
export function Bar() {
  return (
    <header className="bar">
      <h1 className="visually-hidden">Flamedrop</h1>
      <SessionMenu />
      <SampleTypeMenu />
      <Headline />
      <ViewTabs />
      <SearchField />
      <div className="bar-end">
        <CompareMenu />
        <SplitMenu />
        <ShareMenu />
        <ThemeMenu />
        <HelpButton />
        <MoreMenu />
      </div>
    </header>
  )
}

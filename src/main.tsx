import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './ui/menu.css'
import { App } from './app/App.tsx'
import { loadAhead } from './app/stage/view-component.ts'
import { startToken } from './sources/companion-token.ts'
import { startStores } from './store/actions.ts'
import { startViews } from './store/view-list.ts'
import { startDensity } from './ui/density.ts'
import { startTheme } from './ui/theme.ts'
import { VIEWS } from './views/index.ts'

startViews(VIEWS)
for (const { early, load } of VIEWS) if (early) void loadAhead(load)
startTheme()
startDensity()
startToken(window)
startStores()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element "root"')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import './ui/tokens.css'
import './ui/base.css'
import './ui/controls.css'
import './ui/menu.css'
import { App } from './app/App.tsx'
import { startToken } from './sources/companion-token.ts'
import { startStores } from './store/actions.ts'
import { startTheme } from './ui/theme.ts'

startTheme()
startToken(window)
startStores()

const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element "root"')
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
)

import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '../ui/tokens.css'
import '../ui/base.css'
import '../ui/controls.css'
import '../ui/menu.css'
import { Gallery } from './Gallery.tsx'
import { copyStatesToClasses } from './states.ts'

const root = document.getElementById('root')
if (!root) throw new Error('controls.html has no element "root"')
createRoot(root).render(
  <StrictMode>
    <Gallery />
  </StrictMode>,
)
addEventListener('load', copyStatesToClasses)

import { useProfileId } from '../../store/hooks.ts'
import { TopHeader } from './TopHeader.tsx'
import { TopTable } from './TopTable.tsx'
import './top.css'

/** Every frame that the filters leave, as pprof's top: a table with its header above. */
export function TopView() {
  const profile = useProfileId()
  if (profile === null) return null
  return (
    <section className="top" aria-label="Top">
      <TopHeader />
      <TopTable />
    </section>
  )
}

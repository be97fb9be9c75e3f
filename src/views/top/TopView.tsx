import { useProfileId } from '../../store/hooks.ts'
import { useSideName } from '../../store/side.ts'
import { TopTable } from './TopTable.tsx'
import { TopTools } from './TopTools.tsx'
import { useTop } from './useTop.ts'
import './top.css'

/** Every frame that the filters leave, as pprof's top: a table with its header above. */
export function TopView() {
  return useProfileId() === null ? null : <Top />
}

function Top() {
  const label = useSideName('Top')
  const top = useTop()
  return (
    <section className="top" aria-label={label}>
      <TopTools top={top} />
      <TopTable top={top} />
    </section>
  )
}

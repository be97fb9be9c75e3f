import type { ProfileFinding } from '../../engine/findings/finding.ts'
import { showFinding } from '../../store/actions.ts'
import { useFindings } from '../../store/hooks.ts'
import { Icon } from '../../ui/Icon.tsx'
import { countText } from '../../ui/words.ts'
import { toggleInspector, useShell } from '../shell.ts'
import './findings.css'

/** What the profile says at first sight; stands where nothing is selected. */
export function Findings() {
  const findings = useFindings()
  if (findings.length === 0) return null
  return (
    <section className="findings" aria-labelledby="findings-title">
      <h2 id="findings-title" title="About the whole profile, whatever the filters">
        Findings
      </h2>
      <ol>
        {findings.map((finding) => (
          <Finding key={finding.sentence} finding={finding} />
        ))}
      </ol>
    </section>
  )
}

function Finding({ finding: { sentence, evidence, share, show } }: { finding: ProfileFinding }) {
  const width = `${Math.min(100, Math.abs(share) * 100)}%`
  return (
    <li>
      <button
        type="button"
        className="profile-finding"
        title="Show where this is"
        onClick={() => showFinding(show)}
      >
        {sentence}
        <span className="profile-finding-share" aria-hidden="true">
          <span style={{ width }} />
        </span>
      </button>
      {evidence !== '' && <p className="profile-finding-evidence muted">{evidence}</p>}
    </li>
  )
}

/** The first of them in one line, for windows that have no room for the inspector beside the view. */
export function FindingsLine() {
  const findings = useFindings()
  const open = useShell((shell) => shell.inspector)
  const [first, ...others] = findings
  if (!first || open) return null
  return (
    <div className="findings-line">
      <button
        type="button"
        className="profile-finding"
        title={first.sentence}
        onClick={() => showFinding(first.show)}
      >
        {first.sentence}
      </button>
      <button type="button" className="button quiet" onClick={toggleInspector}>
        {others.length > 0 ? countText(others.length, 'more finding') : 'Evidence'}
        <Icon name="down" />
      </button>
    </div>
  )
}

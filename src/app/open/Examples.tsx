import { openUrl } from '../../store/opening.ts'
import { useExamples } from './useExamples.ts'

/** Profiles that come with the page, to try it with; nothing where there are none. */
export function Examples() {
  const examples = useExamples()
  if (examples.length === 0) return null
  return (
    <section className="examples" aria-label="Examples">
      <h2>Or try</h2>
      <ul>
        {examples.map(({ url, title, detail }) => (
          <li key={url}>
            <button type="button" className="example" onClick={() => openUrl(url)}>
              <span>{title}</span>
              <span className="muted">{detail}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

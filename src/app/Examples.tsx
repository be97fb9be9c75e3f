import { useEffect, useState } from 'react'
import { openUrl } from '../store/opening.ts'

interface Example {
  readonly file: string
  readonly title: string
  readonly detail: string
}

const FOLDER = 'examples/'

/** Profiles that come with the page, to try it with; nothing where there are none. */
export function Examples() {
  const [examples, setExamples] = useState<readonly Example[]>([])
  useEffect(() => {
    const controller = new AbortController()
    readExamples(controller.signal).then(setExamples, () => setExamples([]))
    return () => controller.abort()
  }, [])
  if (examples.length === 0) return null
  return (
    <section className="examples" aria-label="Examples">
      <h2>Or try</h2>
      <ul>
        {examples.map(({ file, title, detail }) => (
          <li key={file}>
            <button type="button" className="example" onClick={() => openUrl(FOLDER + file)}>
              <span>{title}</span>
              <span className="muted">{detail}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}

async function readExamples(signal: AbortSignal): Promise<readonly Example[]> {
  const response = await fetch(`${FOLDER}index.json`, { signal })
  const list: unknown = response.ok ? await response.json() : []
  return Array.isArray(list) ? list.filter(isExample) : []
}

function isExample(value: unknown): value is Example {
  if (typeof value !== 'object' || value === null) return false
  const { file, title, detail } = value as Record<keyof Example, unknown>
  return [file, title, detail].every((text) => typeof text === 'string')
}

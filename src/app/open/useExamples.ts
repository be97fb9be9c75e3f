import { useEffect, useState } from 'react'

export interface Example {
  /** Where it is, relative to the page. */
  readonly url: string
  readonly title: string
  readonly detail: string
}

const FOLDER = 'examples/'

/** The profiles that come with the page, to try it with; none where it has none. */
export function useExamples(): readonly Example[] {
  const [examples, setExamples] = useState<readonly Example[]>([])
  useEffect(() => {
    const controller = new AbortController()
    readExamples(controller.signal).then(setExamples, () => setExamples([]))
    return () => controller.abort()
  }, [])
  return examples
}

async function readExamples(signal: AbortSignal): Promise<readonly Example[]> {
  const response = await fetch(`${FOLDER}index.json`, { signal })
  const list: unknown = response.ok ? await response.json() : []
  if (!Array.isArray(list)) return []
  return list.filter(isEntry).map(({ file, title, detail }) => ({
    url: FOLDER + file,
    title,
    detail,
  }))
}

interface Entry {
  readonly file: string
  readonly title: string
  readonly detail: string
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false
  const { file, title, detail } = value as Record<keyof Entry, unknown>
  return [file, title, detail].every((text) => typeof text === 'string')
}

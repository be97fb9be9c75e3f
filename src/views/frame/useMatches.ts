import { useEffect } from 'react'
import { usePane } from '../../store/pane.ts'
import { NOT_A_REGEXP, setMatches } from '../../store/transient.ts'

/** What a view found for the search, as the engine answers it. */
interface Matches {
  readonly matches: number
  readonly searchError: string
}

/** Tells the search field what was found, while a view is on the main half of the stage. */
export function useMatches(answer: Matches | null, searched: string): void {
  const found = searched === '' || !answer ? null : wordsOf(answer)
  useFound(found, usePane() === 'main')
}

/** The same in words of the view's own; null where nothing is searched for. */
export function useFound(found: string | null, isMain: boolean): void {
  useEffect(() => {
    if (!isMain) return
    setMatches(found)
    return () => setMatches(null)
  }, [found, isMain])
}

function wordsOf({ matches, searchError }: Matches): string {
  if (searchError !== '') return NOT_A_REGEXP
  if (matches === 0) return 'no match'
  return matches === 1 ? '1 match' : `${matches.toLocaleString('en')} matches`
}

import { useHeader } from '../../store/hooks.ts'
import { useUnchanged } from './unchanged.ts'

/**
 * Why there is nothing to show, where it is not the filters' doing: nothing changed, or nothing was
 * recorded. "" where that is not so.
 * @param name as for `useUnchanged`
 */
export function useWhyNothing(name: string): string {
  const unchanged = useUnchanged(name)
  const { answer } = useHeader()
  return unchanged || answer?.whyEmpty || ''
}

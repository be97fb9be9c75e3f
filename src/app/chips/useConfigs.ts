import { useMemo } from 'react'
import { type Config, readConfigs, SETTINGS } from '../../store/configs.ts'
import { usePreference } from '../../store/preferences.ts'

/** The named configurations of this browser. */
export function useConfigs(): readonly Config[] {
  const [settings] = usePreference(SETTINGS)
  return useMemo(() => readConfigs(settings).configs, [settings])
}

import type { Profile } from './profile.ts'

/**
 * Why a profile has nothing in it, and what to do: Go records contention only when asked to. A
 * profile of mutexes and one of blocking are the same in form, so both are named.
 * @returns "" if it has something, or nothing is known of the reason
 */
export function whyEmpty({
  sampleTypes,
  samples,
}: Pick<Profile, 'sampleTypes' | 'samples'>): string {
  if (!sampleTypes.some(({ type }) => type === 'contentions')) return ''
  if (samples.values.some((column) => column.some((value) => value !== 0))) return ''
  return 'No contention was recorded: Go does so only after runtime.SetMutexProfileFraction(1) for a mutex profile, runtime.SetBlockProfileRate(1) for a block profile.'
}

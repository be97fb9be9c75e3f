import type { GoroutineGroupRow } from '../../engine/questions/goroutines/goroutines.ts'

/** Minutes of waiting, as the runtime counts them: whole ones. */
export function waitText(minutes: number): string {
  if (minutes < 1) return '< 1 min'
  if (minutes < 120) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`
}

/** The waits of a group in a few words; "" where the profile does not say. */
export function waitRange({ longest, median }: GoroutineGroupRow): string {
  if (longest === null || median === null) return ''
  return longest === median ? waitText(longest) : `${waitText(median)} – ${waitText(longest)}`
}

export function waitHelp({ longest, median, count }: GoroutineGroupRow): string {
  if (longest === null || median === null) return ''
  if (longest < 1) return 'None has waited as long as a minute.'
  if (count === 1) return `It has waited ${waitText(longest)}.`
  const half = median < 1 ? 'less than a minute' : `at most ${waitText(median)}`
  return `Half of them have waited ${half}, the longest ${waitText(longest)}.`
}

/** `chan send`, or `chan send +2` for a group in three states. */
export function stateText({ states }: GoroutineGroupRow): string {
  const [first, ...others] = states
  if (!first) return ''
  return others.length === 0 ? first.name : `${first.name} +${others.length}`
}

export function stateHelp({ states }: GoroutineGroupRow): string {
  return states
    .slice(0, 4)
    .map(({ name, count, explained }) => {
      const said = explained ? `\n${explained.meaning}\n${explained.cause}` : ''
      return `${count.toLocaleString('en')} × ${name}${said}`
    })
    .join('\n\n')
}

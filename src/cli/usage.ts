import { OPTIONS } from '../engine/select/options.ts'

/** The help of the command, from the table of options. */
export function usage(): string {
  const width = Math.max(...OPTIONS.map(({ name }) => name.length)) + 2
  const options = OPTIONS.map(
    ({ name, help, choices }) =>
      `  -${name.padEnd(width)}${help}${choices ? ` (${choices.join(', ')})` : ''}`,
  )
  return [
    'usage: flamedrop -top [options] profile',
    '',
    'Prints a report on a profile, as go tool pprof does.',
    '',
    'Reports:',
    `  -${'top'.padEnd(width)}The heaviest functions, a row each`,
    `  -${'text'.padEnd(width)}The same`,
    '',
    'Options:',
    ...options,
  ].join('\n')
}

import { isReportName, reportNames } from '../pprof.ts'
import { OPTIONS, optionNamed } from '../select/options.ts'
import { reportHelp } from './report-help.ts'

/**
 * What `help` prints: the list of commands and options, or one of them explained.
 * @returns null for a word that is neither
 */
export function help(word: string): string[] | null {
  if (word === '') return overview()
  if (isReportName(word)) return [reportHelp(word).usage, reportHelp(word).does]
  const option = optionNamed(word)
  if (option) return [option.help]
  const choice = OPTIONS.find(({ choices }) => choices?.includes(word))
  return choice ? [`${choice.help}: ${word}`] : null
}

function overview(): string[] {
  const row = (name: string, text: string): string => `    ${name.padEnd(20)} ${text}`
  return [
    '  Commands:',
    ...reportNames().map((name) => row(name, reportHelp(name).does)),
    row('o/options', 'List the options and their values'),
    row('q/quit/exit/^D', 'Leave'),
    '',
    '  Options:',
    ...OPTIONS.filter(({ choices }) => !choices).map(({ name, help: text }) => row(name, text)),
    '',
    '  Option groups (one of each):',
    ...OPTIONS.flatMap(({ name, choices, help: text }) =>
      choices
        ? [row(name, text), ...choices.map((choice) => `  ${row(choice, '')}`.trimEnd())]
        : [],
    ),
    '  :   Clear focus/ignore/hide/tagfocus/tagignore',
    '',
    '  type "help <cmd|option>" for more information',
  ]
}

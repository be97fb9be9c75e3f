import type { Finding } from '../../engine/series/finding.ts'

/** The width of the first column. */
const WIDTH = 'nothing'.length

/** `leaks    main.send  /srv/app/send.go:24  main.send (send.go:24) leaks goroutines: …` */
export function lineOf({ kind, function: name, file, line, sentence }: Finding): string {
  const place = line > 0 ? `${file}:${line}` : file
  return [kind.padEnd(WIDTH), name, place, sentence]
    .filter((part) => part !== '')
    .map(printable)
    .join('  ')
}

/** Makes text from a profile safe to print: without line ends and control characters. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD')
}

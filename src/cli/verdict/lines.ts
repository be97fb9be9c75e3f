import type { Finding } from '../../engine/series/finding.ts'

/** Of the words that lines begin with. */
const WIDTH = 'nothing'.length

/** `leaks    main.send  /srv/app/send.go:24  main.send (send.go:24) leaks goroutines: …` */
export function lineOf({ kind, function: name, file, line, sentence }: Finding): string {
  const place = line > 0 ? `${file}:${line}` : file
  return [kind.padEnd(WIDTH), name, place, sentence]
    .filter((part) => part !== '')
    .map(printable)
    .join('  ')
}

/** Names are the profile's words: none may begin a line, or speak to the terminal. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\uFFFD')
}

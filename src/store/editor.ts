import type { Preference } from './preferences.ts'

/**
 * What the schemes of editors may be. Nothing else is ever followed: an address that is pasted into
 * the settings, or a path of a profile, is to run no code and to lead to no site.
 */
const SCHEMES = [
  'vscode',
  'vscode-insiders',
  'vscodium',
  'cursor',
  'windsurf',
  'zed',
  'goland',
  'idea',
  'jetbrains',
  'subl',
  'txmt',
] as const

/** Addresses by which editors open a file at a line. */
export const EDITORS: readonly string[] = [
  'vscode://file{path}:{line}',
  'vscode-insiders://file{path}:{line}',
  'cursor://file{path}:{line}',
  'zed://file{path}:{line}',
  'goland://open?file={path}&line={line}',
  'idea://open?file={path}&line={line}',
  'subl://open?url=file://{path}&line={line}',
  'txmt://open?url=file://{path}&line={line}',
]

/** The address of the editor, with {path} and {line}; "" for none. */
export const EDITOR: Preference<string> = {
  name: 'source.editor',
  initial: EDITORS[0]!,
  check: (value): value is string => typeof value === 'string' && editorProblem(value) === '',
}

/** What is wrong with an address, in words; "" for nothing. */
export function editorProblem(template: string): string {
  if (template === '') return ''
  const scheme = /^([a-z-]+):\/\/[!-~]+$/.exec(template)?.[1] ?? ''
  if (!SCHEMES.some((known) => known === scheme)) {
    return `The address of an editor begins with one of ${SCHEMES.map((known) => `${known}://`).join(', ')}.`
  }
  return template.includes('{path}') ? '' : 'It has to say where the {path} stands.'
}

/**
 * The address that opens a line of a file in the editor; "" where there is none: no editor, or a
 * path that does not begin at the root and so says nothing to it.
 * @param line from 1
 */
export function editorAddress(template: string, path: string, line: number): string {
  if (template === '' || editorProblem(template) !== '') return ''
  const slashed = path.replaceAll('\\', '/')
  const rooted = /^[A-Za-z]:\//.test(slashed) ? `/${slashed}` : slashed
  // Two slashes in front would be a host, also behind "file://".
  if (!/^\/[^/]/.test(rooted)) return ''
  const encoded = rooted
    .split('/')
    .map((part) =>
      encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('%3A', ':'),
    )
    .join('/')
  return template
    .replaceAll('{path}', () => encoded)
    .replaceAll('{line}', String(Math.max(1, line)))
}

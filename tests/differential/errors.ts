/** Kinds of errors whose texts are not pprof's to the letter. */
const CLASSES: readonly (readonly [RegExp, string])[] = [
  [/parsing (\w+) regexp/, 'parsing $1 regexp'],
  [/parsing argument regexp/, 'parsing argument regexp'],
  [
    /incompatible (period |sample )?types|common sample type list|inconsistent samples/,
    'nothing in common',
  ],
  [/invalid (?:boolean )?value "[^"]*" for (?:flag )?-(\w+)/, 'invalid value for -$1'],
  [/flag provided but not defined: -(\w+)/, 'no flag -$1'],
]

/** What an error says, less what is said around it. */
export function errorClass(stderr: string): string {
  for (const [text, name] of CLASSES) {
    const found = text.exec(stderr)
    if (found) return name.replace('$1', found[1] ?? '')
  }
  // pprof warns before it fails.
  return stderr.trimEnd().split('\n').at(-1) ?? ''
}

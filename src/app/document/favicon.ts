/** Colours of the drop by what is counted: drop, and the frames in it. */
const FAMILIES: readonly { readonly types: RegExp; readonly colours: readonly [string, string] }[] =
  [
    { types: /^(cpu|samples|wall|time)\b/, colours: ['#e4572e', '#ffd9a0'] },
    { types: /^(inuse|alloc|heap|space|objects|growth)/, colours: ['#2563c9', '#c9e0ff'] },
    { types: /^(goroutine|thread)/, colours: ['#1c8a55', '#c4f0d8'] },
    { types: /^(contentions|delay|mutex|block|lock)/, colours: ['#8a3ab9', '#ecd6fa'] },
  ]
const OTHER = ['#5d6673', '#e3e7ec'] as const
const NONE = FAMILIES[0]!.colours

/** The icon for a profile that counts `sampleType` ("" for none): the drop of public/favicon.svg in the colour of its kind. */
export function iconFor(sampleType: string): string {
  const type = sampleType.replace(/^mean_/, '')
  const known = FAMILIES.find(({ types }) => types.test(type))?.colours
  const [drop, frames] = type === '' ? NONE : (known ?? OTHER)
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64"><path fill="${drop}" d="M36 3c3 11 18 18 18 36a22 22 0 0 1-44 0c0-11 6-16 12-22 5-5 10-8 14-14z"/><path fill="${frames}" d="M17 44h30v5.5H17zM22 36.5h21v5.5H22zM27 29h12v5.5H27z"/></svg>`
  return `data:image/svg+xml,${encodeURIComponent(svg)}`
}

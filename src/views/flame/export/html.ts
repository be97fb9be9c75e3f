import d3 from '../../../../node_modules/d3/dist/d3.min.js?raw'
import flameGraph from '../../../../node_modules/d3-flame-graph/dist/d3-flamegraph.umd.min.js?raw'
import { paletteOf, type Theme } from '../../picture/palette.ts'
import style from './page.css?raw'
import script from './page.js?raw'
import type { ExportedPicture } from './picture.ts'
import { escaped } from './svg.ts'
import { pageTree } from './tree.ts'

/**
 * The picture as a page of its own, drawn by d3-flame-graph: everything is in it, and its policy
 * lets nothing in from elsewhere. Names are data: they are read as JSON and set as text.
 * @param nonce must be unpredictable for the author of the profile
 */
export function htmlOf(picture: ExportedPicture, narrowest: string, nonce: string): string {
  const colors: Record<Theme, string[]> = { light: [], dark: [] }
  const trees = picture.parts.map((part) => pageTree(picture, part, colors))
  const match = { light: paletteOf('light').match, dark: paletteOf('dark').match }
  const cut = trees.reduce((sum, tree) => sum + tree.cut, 0)
  const left = cut > 0 ? `, and ${cut} that stand too deep` : ''
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(picture.title)}</title>
<style nonce="${nonce}">${style}</style>
<script nonce="${nonce}">${inScript(withNonce)}</script>
<script nonce="${nonce}">${inScript(d3)}</script>
<script nonce="${nonce}">${inScript(flameGraph)}</script>
</head>
<body>
<header>
<h1>${escaped(picture.title)}</h1>
<input id="search" type="search" placeholder="Search" aria-label="Search">
<button id="reset" type="button">Show the whole</button>
<p>${escaped(picture.details)}</p>
<p>Frames narrower than ${escaped(narrowest)} of the width are left out${left}. Click a frame, or press Enter on it, to zoom.</p>
</header>
<main id="charts"></main>
<p id="status" role="status"></p>
<script type="application/json" id="data">${inJson({ trees, colors, match })}</script>
<script nonce="${nonce}">${inScript(script)}</script>
</body>
</html>
`
}

/** d3-flame-graph adds its style sheet by script: like ours it has to have the nonce. */
const withNonce = `{
  const { nonce } = document.currentScript
  const { createElement } = document
  document.createElement = function (name) {
    const element = createElement.call(document, name)
    if (name === 'style') element.nonce = nonce
    return element
  }
}`

/** A script that cannot end its element before its time. */
function inScript(code: string): string {
  return code.replace(/<(?=\/script|!--|script)/gi, '\\x3c')
}

/** JSON without a character that could begin markup. */
function inJson(data: unknown): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

/** Of letters and digits, from the browser's source of randomness. */
export function newNonce(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(18))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

import { fitted } from '../../../ui/name/forms.ts'
import { frameOf } from '../../picture/model.ts'
import { paletteOf, type Theme } from '../../picture/palette.ts'
import { colorsOf } from '../../picture/renderer.ts'
import { ROW } from '../../picture/scene.ts'
import { coloringOf, relationsOf, statusOf } from '../../picture/words.ts'
import type { ExportedPart, ExportedPicture } from './picture.ts'

const HEAD = 48
const PAD = 10
const FONT_SIZE = 11.5
/** Of a monospaced letter. */
const CHAR_WIDTH = 0.602 * FONT_SIZE
const NARROWEST_LABEL = 24

/** The picture as a drawing that needs nothing else: no script, no style sheet, no font. */
export function svgOf(picture: ExportedPicture, width: number, theme: Theme): string {
  const { background, text, dimText } = paletteOf(theme)
  const rows = picture.parts.map(rowsOf)
  const height = HEAD + rows.reduce((sum, count) => sum + count, 0) * ROW + PAD
  const parts: string[] = []
  let top = HEAD
  for (const [i, part] of picture.parts.entries()) {
    parts.push(...framesOf(picture, part, top, width, theme))
    top += rows[i]! * ROW
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${FONT_SIZE}">`,
    `<title>${escaped(picture.title)}</title>`,
    `<rect width="100%" height="100%" fill="${background}"/>`,
    `<text x="${PAD}" y="20" font-size="14" font-weight="600" fill="${text}">${escaped(picture.title)}</text>`,
    `<text x="${PAD}" y="38" fill="${dimText}">${escaped(picture.details)}</text>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n')
}

function* framesOf(
  { coloring, measure, searching }: ExportedPicture,
  { shape, model, span }: ExportedPart,
  top: number,
  width: number,
  theme: Theme,
): Generator<string> {
  const { answer } = model
  const palette = paletteOf(theme)
  const colors = colorsOf(model, { palette, coloring: coloringOf(shape, coloring) })
  const relations = relationsOf(shape)
  const scale = (width - 2 * PAD) / (span.to - span.from)
  const upwards = shape.direction === 'callers'
  for (const i of model.order) {
    // The frame of a sandwich stands in its lower half.
    if (upwards && answer.depth[i] === 0) continue
    const isAbove = answer.depth[i]! < answer.rootDepth
    const left = isAbove ? 0 : Math.max(0, (answer.x[i]! - span.from) * scale)
    const end = isAbove ? 1 : answer.x[i]! + answer.w[i]! - span.from
    const right = Math.min(width - 2 * PAD, isAbove ? end * (width - 2 * PAD) : end * scale)
    if (right <= left) continue
    const row = upwards ? model.rows - 1 - answer.depth[i]! : answer.depth[i]!
    const y = top + row * ROW
    const w = right - left
    const name = frameOf(model, i).name
    const isMatch = searching && answer.match[i] === 1
    const isDim = searching ? !isMatch : isAbove
    const at = colors.at[i]!
    const fill = isMatch ? palette.match : isDim ? colors.dims[at]! : colors.fills[at]!
    const ink = isMatch ? palette.matchText : isDim ? palette.dimText : palette.text
    const label = w < NARROWEST_LABEL ? '' : fitted(name, Math.floor((w - 8) / CHAR_WIDTH))
    yield [
      `<g><title>${escaped(statusOf(model, i, measure, relations))}</title>`,
      `<rect x="${short(PAD + left)}" y="${y}" width="${short(Math.max(0.3, w - (w > 2 ? 1 : 0)))}" height="${ROW - 1}" fill="${fill}"/>`,
      label &&
        `<text x="${short(PAD + left + 4)}" y="${y + 13.5}" fill="${ink}">${escaped(label)}</text>`,
      '</g>',
    ].join('')
  }
}

function rowsOf({ model, shape }: ExportedPart): number {
  return shape.direction === 'callers' ? Math.max(0, model.rows - 1) : model.rows
}

function short(pixels: number): string {
  return String(Number(pixels.toFixed(2)))
}

/** What XML cannot have, not even escaped: most control characters, halves of surrogate pairs. */
const IMPOSSIBLE = /[^\P{Cc}\t\n\r]|\p{Cs}|[\ufffe\uffff]/gu
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
}

/** Text for XML. */
export function escaped(text: string): string {
  return text.replace(IMPOSSIBLE, '\ufffd').replace(/[&<>"]/g, (char) => ENTITIES[char]!)
}

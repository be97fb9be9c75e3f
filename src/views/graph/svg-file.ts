import type { TextGeometry } from '../../worker/graph-layout-geometry.ts'
import { paperColors } from './colors.ts'
import type { GraphPicture, PictureArrow, PictureBox } from './picture.ts'

/** Around the picture, in points. */
const MARGIN = 4
/** No browser draws a larger canvas than this everywhere, in pixels. */
const MOST_SIDE = 8192

/** The picture as an SVG file of its own, on white paper, without scripts or references. */
export function svgFile({ geometry, boxes, arrows, answer }: GraphPicture, title: string): string {
  const width = geometry.width + 2 * MARGIN
  const height = geometry.height + 2 * MARGIN
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}pt" height="${height}pt" viewBox="${-MARGIN} ${-MARGIN} ${width} ${height}" font-family="Times, 'Times New Roman', serif">`,
    `<title>${escaped(title)}</title>`,
    `<rect x="${-MARGIN}" y="${-MARGIN}" width="${width}" height="${height}" fill="#ffffff"/>`,
    ...arrows.map((arrow) => arrowText(arrow)),
    ...boxes.map((box) => boxText(box, tooltipOf(box, answer.nodes[box.node]?.frame.name))),
    '</svg>',
    '',
  ].join('\n')
}

/** The same as pixels, two for each point unless that is too large. */
export async function pngFile(picture: GraphPicture, title: string): Promise<Blob> {
  const { width, height } = picture.geometry
  const scale = Math.min(2, MOST_SIDE / Math.max(width, height))
  const url = URL.createObjectURL(
    new Blob([svgFile(picture, title)], { type: 'image/svg+xml;charset=utf-8' }),
  )
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = Math.ceil((width + 2 * MARGIN) * scale)
    canvas.height = Math.ceil((height + 2 * MARGIN) * scale)
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise<Blob>((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png')
    })
  } finally {
    URL.revokeObjectURL(url)
  }
}

function tooltipOf({ kind, box }: PictureBox, name: string | undefined): string {
  return kind === 'legend' ? '' : kind === 'node' ? (name ?? '') : box.tooltip
}

function boxText({ box, share }: PictureBox, tooltip: string): string {
  const { line, fill } =
    share === undefined ? { line: '#000000', fill: '#f8f8f8' } : paperColors(share)
  return [
    '<g>',
    tooltip === '' ? '' : `<title>${escaped(tooltip)}</title>`,
    `<path d="${box.outline}" fill="${fill}" stroke="${line}"/>`,
    box.lines === '' ? '' : `<path d="${box.lines}" fill="none" stroke="${line}"/>`,
    ...box.texts.map(textText),
    '</g>',
  ].join('')
}

function arrowText({ arrow, share }: PictureArrow): string {
  const color = share === undefined ? '#000000' : paperColors(share).line
  const dashes = arrow.dotted ? ' stroke-dasharray="1 5"' : ''
  const width = arrow.lineWidth === 1 ? '' : ` stroke-width="${arrow.lineWidth}"`
  return [
    '<g>',
    arrow.tooltip === '' ? '' : `<title>${escaped(arrow.tooltip)}</title>`,
    `<path d="${arrow.line}" fill="none" stroke="${color}"${width}${dashes}/>`,
    `<path d="${arrow.tip}" fill="${color}" stroke="${color}"${width}/>`,
    ...arrow.texts.map(textText),
    '</g>',
  ].join('')
}

function textText({ text, x, y, align, size }: TextGeometry): string {
  return `<text x="${x}" y="${y}" font-size="${size}" text-anchor="${align}" xml:space="preserve">${escaped(text)}</text>`
}

/** Text and attribute values of XML, without the characters that XML has no way to write. */
function escaped(text: string): string {
  return (
    text
      .replace(/\p{Surrogate}/gu, '\ufffd')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  )
}

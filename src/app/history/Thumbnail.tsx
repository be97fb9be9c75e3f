import { useEffect, useRef } from 'react'
import type { Thumbnail as Picture } from '../../history/entry.ts'

/** In CSS pixels. */
const WIDTH = 120
const HEIGHT = 48
/** A graph of few rows does not fill the picture. */
const HIGHEST_ROW = 6

/** A small flame graph, to know a profile by. */
export function Thumbnail({ picture }: { readonly picture: Picture | null }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    let stop = () => {}
    let isOver = false
    // Not needed for the first screen.
    void import('../../views/picture/theme.ts').then(({ styleOf, watchStyle }) => {
      const element = canvas.current
      if (isOver || !element || !picture) return
      const draw = () => {
        const { fill } = styleOf(document.body).palette
        paint(element, picture, fill)
      }
      draw()
      stop = watchStyle(draw)
    })
    return () => {
      isOver = true
      stop()
    }
  }, [picture])
  return <canvas className="thumbnail" width={2 * WIDTH} height={2 * HEIGHT} ref={canvas} />
}

function paint(
  canvas: HTMLCanvasElement,
  { x, width, row, color, colors }: Picture,
  fill: (packageName: string, name: string) => string,
): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const rows = row.reduce((most, one) => Math.max(most, one + 1), 1)
  const height = Math.min(HIGHEST_ROW, canvas.height / rows)
  const scale = canvas.width / 255
  context.clearRect(0, 0, canvas.width, canvas.height)
  for (let i = 0; i < x.length; i++) {
    const of = colors[color[i]!]
    if (!of) continue
    context.fillStyle = fill(of.package, of.name)
    context.fillRect(x[i]! * scale, row[i]! * height, width[i]! * scale - 0.5, height - 0.5)
  }
}

import type { OpenProfile } from '../../store/open-profile.ts'
import { notice } from '../../store/transient.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { saveFile, unpackedName } from '../../ui/save-file.ts'
import type { FlameShape } from '../../worker/protocol.ts'
import type { Coloring } from '../picture/settings.ts'
import { styleOf } from '../picture/theme.ts'
import { useFlameCompared } from './change.ts'
import { type ExportSize, exportedPicture } from './export/picture.ts'
import { pngOf } from './export/png.ts'
import { svgOf } from './export/svg.ts'

interface ExportMenuProps {
  readonly profile: OpenProfile
  /** What is on screen, from top to bottom. */
  readonly shapes: readonly FlameShape[]
  readonly coloring: Coloring
}

/** A drawing for a document: wide enough for names. */
const DRAWING: ExportSize = { width: 1600, narrowest: 0.5 }
/** For d3-flame-graph, whose frames are elements of the page: it takes a thousand or so. */
const PAGE: ExportSize = { width: 1400, narrowest: 4 }
const PAGE_NARROWEST = `${((100 * PAGE.narrowest) / PAGE.width).toFixed(1)}%`

/** What is on screen as a file that others can open without this page. */
export function ExportMenu({ profile, shapes, coloring }: ExportMenuProps) {
  const { id, name } = profile
  const compared = useFlameCompared()
  const base = `${unpackedName(name)}.flame`

  async function save(size: ExportSize, make: (picture: Picture) => Promise<void>) {
    if (id === null) return
    try {
      await make(await exportedPicture({ name, profile: id, compared, shapes, coloring, size }))
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      notice(`The flame graph of ${name} could not be exported: ${reason}`)
    }
  }

  const svg = (picture: Picture) =>
    svgOf(picture, DRAWING.width, styleOf(document.body).palette.theme)
  const kinds = [
    {
      label: 'Interactive page (HTML)',
      detail: 'zoom and search in any browser, nothing else needed',
      run: () =>
        save(PAGE, async (picture) => {
          const { htmlOf, newNonce } = await import('./export/html.ts')
          saveFile(`${base}.html`, htmlOf(picture, PAGE_NARROWEST, newNonce()), 'text/html')
        }),
    },
    {
      label: 'Drawing (SVG)',
      detail: 'sharp at any size, names on hover',
      run: () =>
        save(DRAWING, async (picture) => saveFile(`${base}.svg`, svg(picture), 'image/svg+xml')),
    },
    {
      label: 'Image (PNG)',
      detail: 'for chats and documents',
      run: () =>
        save(DRAWING, async (picture) => saveFile(`${base}.png`, await pngOf(svg(picture)))),
    },
  ]
  return (
    <Menu
      label="Export the flame graph"
      title="Save the flame graph as a file"
      align="end"
      button={
        <>
          Export <Caret />
        </>
      }
      items={kinds.map(({ run, ...item }) => ({
        ...item,
        disabled: shapes.length === 0,
        run: () => void run(),
      }))}
    />
  )
}

type Picture = Awaited<ReturnType<typeof exportedPicture>>

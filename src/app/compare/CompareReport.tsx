import { copyText } from '../../store/actions.ts'
import { namesOf } from '../../store/comparison.ts'
import { engine } from '../../store/engine.ts'
import { fail } from '../../store/failures.ts'
import { fieldOf } from '../../store/fields.ts'
import { useCompared, useSession, useView } from '../../store/hooks.ts'
import { asTask } from '../../store/transient.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { METRIC } from '../../views/top/difference/settings.ts'
import { isCancelled } from '../../worker/client.ts'

/** Frames that a report lists. */
const LISTED = 20

const FILE = 'comparison.md'

/** The largest changes as a table of Markdown, for a ticket or a pull request. */
export function CompareReport() {
  const compared = useCompared()
  const comparison = useSession((session) => session.comparison)
  const profiles = useSession((session) => session.profiles)
  const metric = useView((view) => fieldOf(view, METRIC))
  if (!compared || !comparison) return null
  const names = {
    old: namesOf(comparison.bases, profiles),
    new: namesOf(comparison.sources, profiles),
  }

  async function give(take: (markdown: string) => unknown): Promise<void> {
    if (!compared) return
    const query = { type: 'compare-report', ...compared, names, metric, count: LISTED } as const
    try {
      const { markdown } = await asTask('Preparing the report', (signal) =>
        engine().ask(query, { signal }),
      )
      await take(markdown)
    } catch (error) {
      if (!isCancelled(error)) fail(FILE, error)
    }
  }

  return (
    <Menu
      align="end"
      title={`The ${LISTED} largest changes as a table of Markdown`}
      button={
        <>
          Report <Caret />
        </>
      }
      items={[
        { label: 'Copy as Markdown', run: () => void give(copyText) },
        {
          label: `Download ${FILE}`,
          run: () => void give((text) => saveFile(FILE, text, 'text/markdown')),
        },
      ]}
    />
  )
}

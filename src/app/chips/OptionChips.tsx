import { OPTIONS, type Option, type OptionName, type Options } from '../../engine/select/options.ts'
import { changeOption } from '../../store/actions.ts'
import { isFilter } from '../../store/filters.ts'
import { useSession, useView } from '../../store/hooks.ts'
import { viewAt } from '../../store/view-list.ts'
import { Chip } from '../../ui/controls/Chip.tsx'

/** They have a place of their own where they are always seen. */
const SEEN: readonly OptionName[] = ['sample_index', 'granularity']
/** In the line about a comparison. */
const SEEN_COMPARING: readonly OptionName[] = ['normalize', 'drop_negative']

/** Options that are not at their default, so that nothing acts unseen. */
export function OptionChips() {
  const options = useView((view) => view.options)
  const path = useView((view) => view.path)
  const isComparing = useSession((session) => session.comparison !== null)
  const { showsOptions = [] } = viewAt(path)
  const seen = [...SEEN, ...showsOptions, ...(isComparing ? SEEN_COMPARING : [])]
  return OPTIONS.filter((option) => isUnseen(option, options, seen)).map(
    ({ name, initial, help }) => (
      <Chip
        key={name}
        label={`Remove ${name}`}
        title="Back to the default"
        onRemove={() => changeOption(name, initial)}
      >
        <span className="chip-name" title={help}>
          {wordsOf(name, options[name])}
        </span>
      </Chip>
    ),
  )
}

function isUnseen(
  { name, url, initial }: Option,
  options: Options,
  seen: readonly OptionName[],
): boolean {
  return url !== undefined && !isFilter(name) && !seen.includes(name) && options[name] !== initial
}

function wordsOf(name: OptionName, value: Options[OptionName]): string {
  if (typeof value === 'boolean') return value ? name : `${name} off`
  return `${name} ${value}`
}

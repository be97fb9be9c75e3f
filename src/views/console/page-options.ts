import { OPTIONS, type OptionName, type Options } from '../../engine/select/options.ts'
import { isFilter } from '../../store/filters.ts'
import { changeView } from '../../store/navigation.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { sampleTypeIndex } from '../../store/showing.ts'
import { aboutFrame } from '../../store/subjects.ts'
import { effectiveOptions, showView, type View, type ViewName, withView } from '../../store/view.ts'

/** The options that both the page and the prompt have; a short header is the prompt's own. */
const SHARED = OPTIONS.filter(({ name, url }) => url !== undefined && name !== 'compact_labels')

/** The prompt's options as it begins, and as it takes them over: those of the page. */
export function promptOptions(page: Options): Options {
  return { ...page, compact_labels: true, output: '' }
}

/** What the prompt has other than the page, as it is set at the prompt: "focus=json". */
export function differences(profile: OpenProfile, prompt: Options, page: Options): string[] {
  return SHARED.filter(({ name }) => !same(profile, name, prompt, page)).map(
    ({ name }) => `${name}=${prompt[name] === '' ? '""' : prompt[name]}`,
  )
}

function same(profile: OpenProfile, name: OptionName, prompt: Options, page: Options): boolean {
  if (name !== 'sample_index') return prompt[name] === page[name]
  return sampleTypeIndex(profile, prompt[name]) === sampleTypeIndex(profile, page[name])
}

/**
 * The view under the prompt's options. Filters that are switched off in the page keep their text
 * where the prompt has none.
 */
export function withPromptOptions(view: View, prompt: Options): View {
  const off = view.off.filter((name) => prompt[name] === '')
  const taken = SHARED.filter(({ name }) => !(isFilter(name) && off.includes(name)))
  const options = {
    ...view.options,
    ...Object.fromEntries(taken.map(({ name }) => [name, prompt[name]])),
  }
  const renamed = options.granularity !== view.options.granularity
  return withView(view, { options, off, ...(renamed && { selected: '' }) })
}

/** One step, which Back undoes. */
export function applyToPage(prompt: Options): void {
  changeView((view) => withPromptOptions(view, prompt))
}

/** The same, and another view, on a frame where one is given. */
export function showUnder(prompt: Options, path: ViewName, frame: string | null): void {
  changeView((view) => {
    const there = showView(withPromptOptions(view, prompt), path)
    return frame === null ? there : aboutFrame(there, path, frame)
  })
}

export function optionsOfPage({ options, off }: View): Options {
  return effectiveOptions(options, off)
}

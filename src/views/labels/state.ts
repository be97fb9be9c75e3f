import type { LabelFilterTexts } from '../../engine/select/label-filter-texts.ts'
import { changeFilter } from '../../store/actions.ts'
import { textField, type ViewField } from '../../store/fields.ts'
import { changeView, viewStore } from '../../store/navigation.ts'
import { setFilter } from '../../store/view.ts'

/** What the filter field of the view has. */
export const LABEL_FILTER: ViewField<string> = textField('lq')

/** Keys of which all values are listed, as JSON, for a key may have any character. */
export const OPEN_KEYS: ViewField<readonly string[]> = {
  url: 'lopen',
  initial: [],
  parse: parseKeys,
  print: (keys) => (keys.length === 0 ? '' : JSON.stringify(keys)),
}

function parseKeys(text: string): readonly string[] | undefined {
  try {
    const keys: unknown = JSON.parse(text)
    return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string') : undefined
  } catch {
    return undefined
  }
}

export type LabelOption = 'tagroot' | 'tagleaf'

export function keysOfOption(text: string): readonly string[] {
  return text.split(',').filter((key) => key !== '')
}

/** A key becomes a frame by its name in a list with commas. */
export function canBeFrame(key: string): boolean {
  return key !== '' && !key.includes(',')
}

/** Puts a key behind those that are frames already, or takes it away. */
export function toggleFrameKey(option: LabelOption, key: string): void {
  changeView((view) => {
    const keys = view.off.includes(option) ? [] : keysOfOption(view.options[option])
    const next = keys.includes(key) ? keys.filter((other) => other !== key) : [...keys, key]
    return setFilter(view, option, next.join(','))
  })
}

/** Moves a key within the order of frames. */
export function moveFrameKey(option: LabelOption, from: number, to: number): void {
  const keys = [...keysOfOption(viewStore.getState().options[option])]
  const [key] = keys.splice(from, 1)
  if (key === undefined || to < 0 || to > keys.length || to === from) return
  keys.splice(to, 0, key)
  changeFilter(option, keys.join(','))
}

/** Only samples with the label; for samples without a key, those that do not have it. */
export function focusLabel(filters: LabelFilterTexts, missing: boolean): void {
  changeFilter(missing ? 'tagignore' : 'tagfocus', filters.focus)
}

/**
 * No sample with the label. Labels that are left out already stay so where pprof's syntax can say
 * both: regexps on "key:value" pairs can be joined, ranges and lists cannot.
 */
export function ignoreLabel(filters: LabelFilterTexts, missing: boolean): void {
  if (missing) {
    changeFilter('tagfocus', filters.ignore)
    return
  }
  changeView((view) => {
    const old = view.off.includes('tagignore') ? '' : view.options.tagignore
    const joins = isPair(old) && isPair(filters.ignore) && !old.split('|').includes(filters.ignore)
    return setFilter(view, 'tagignore', joins ? `${old}|${filters.ignore}` : filters.ignore)
  })
}

function isPair(text: string): boolean {
  return text !== '' && !/[=,]/.test(text) && text.startsWith('^')
}

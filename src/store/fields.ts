import { type View, withView } from './view.ts'

/**
 * A setting of one view in the link, under its own name. The view declares it; the page passes it
 * on without knowing it.
 */
export interface ViewField<T> {
  /** Its name in the link: lower case, different from those of pprof and of link.ts. */
  readonly url: string
  /** The value if the link does not have it. */
  readonly initial: T
  /** Parses the text in a link; undefined if it is invalid, and `initial` applies. */
  parse(text: string): T | undefined
  print(value: T): string
}

/**
 * A field with one of several texts.
 * @param choices the first one is the initial value
 */
export function choiceField<T extends string>(url: string, choices: readonly [T, ...T[]]) {
  const [initial] = choices
  const field: ViewField<T> = {
    url,
    initial,
    parse: (text) => choices.find((choice) => choice === text),
    print: String,
  }
  return field
}

/** A boolean field, `t` or `f` in the link. */
export function flagField(url: string, initial = false): ViewField<boolean> {
  const parse = (text: string) => (text === 't' ? true : text === 'f' ? false : undefined)
  return { url, initial, parse, print: (value) => (value ? 't' : 'f') }
}

/** A field with any text; initially "". */
export function textField(url: string): ViewField<string> {
  return { url, initial: '', parse: (text) => text, print: (value) => value }
}

/** A numeric field; values outside of `min` … `max` are ignored. */
export function numberField(
  url: string,
  { initial, min, max }: { initial: number; min: number; max: number },
): ViewField<number> {
  const parse = (text: string) => {
    const number = text.trim() === '' ? Number.NaN : Number(text)
    return number >= min && number <= max ? number : undefined
  }
  return { url, initial, parse, print: String }
}

/** The value of the field in the view. */
export function fieldOf<T>({ fields }: Pick<View, 'fields'>, field: ViewField<T>): T {
  const text = fields.find(([url]) => url === field.url)?.[1]
  return text === undefined ? field.initial : (field.parse(text) ?? field.initial)
}

/** Sets the field; the initial value is left out of the link. */
export function withFieldValue<T>(view: View, field: ViewField<T>, value: T): View {
  const printed = field.print(value)
  if (printed === field.print(fieldOf(view, field))) return view
  const others = view.fields.filter(([url]) => url !== field.url)
  const own = printed === field.print(field.initial) ? [] : [[field.url, printed] as const]
  return withView(view, { fields: [...others, ...own] })
}

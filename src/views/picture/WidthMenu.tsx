import type { ViewField } from '../../store/fields.ts'
import { useField } from '../../store/use-field.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu } from '../../ui/Menu.tsx'

interface WidthMenuProps<Width extends string> {
  readonly field: ViewField<Width>
  /** The label of each choice, and an explanation. */
  readonly words: Readonly<Record<Width, readonly [label: string, detail: string]>>
}

/** A menu for what the width of a frame stands for, where that is not only its value. */
export function WidthMenu<Width extends string>({ field, words }: WidthMenuProps<Width>) {
  const [width, setWidth] = useField(field)
  const label = `Width: ${words[width][0]}`
  return (
    <Menu
      label={label}
      title="What the width of a frame stands for"
      button={
        <>
          {label} <Caret />
        </>
      }
      items={(Object.keys(words) as Width[]).map((each) => ({
        label: words[each][0],
        detail: words[each][1],
        checked: each === width,
        run: () => setWidth(each),
      }))}
    />
  )
}

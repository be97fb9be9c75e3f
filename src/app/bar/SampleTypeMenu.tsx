import { changeOption } from '../../store/actions.ts'
import { useShown, useView } from '../../store/hooks.ts'
import { sampleTypeIndex } from '../../store/showing.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'

/** Which sample type. */
export function SampleTypeMenu() {
  const shown = useShown()
  const text = useView((view) => view.options.sample_index)
  const mean = useView((view) => view.options.mean)
  if (!shown) return null
  const { sampleTypes, defaultSampleType } = shown.answer
  const index = sampleTypeIndex(shown, text)
  const name = sampleTypes[index]?.type ?? (text || 'no values')
  const items = sampleTypes.map(({ type, unit }, i): MenuItem => {
    // Two types of the same name are distinguished by their number.
    const twice = sampleTypes.findIndex((other) => other.type === type) !== i
    const value = twice ? String(i) : type
    return {
      key: String(i),
      label: type,
      hint: unit === type ? '' : unit,
      checked: i === index,
      run: () => changeOption('sample_index', i === defaultSampleType ? '' : value),
    }
  })
  const said = mean ? `mean ${name}` : name
  if (sampleTypes.length < 2) return <span className="sample-type">{said}</span>
  return (
    <Menu
      className="button quiet"
      label={`Sample type: ${said}`}
      title="Sample type"
      items={items}
      button={
        <>
          {said}
          <Caret />
        </>
      }
    />
  )
}

import { useField } from '../../store/use-field.ts'
import { Check } from '../../ui/controls/Check.tsx'
import { SAME_SCALE } from '../../views/flame/settings.ts'

/** Two flame graphs beside each other: each as wide as it can be, or a value as wide in both. */
export function SameScale() {
  const [isShared, setShared] = useField(SAME_SCALE)
  return (
    <Check
      help="Draw equal values equally wide in both flame graphs"
      checked={isShared}
      onChange={setShared}
    >
      same scale
    </Check>
  )
}

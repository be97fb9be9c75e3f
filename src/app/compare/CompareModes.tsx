import { type CompareMode, MODE } from '../../store/comparison.ts'
import { useField } from '../../store/use-field.ts'
import { Choice } from '../../ui/controls/Choice.tsx'
import type { Option } from '../../ui/controls/option.ts'
import { Segmented } from '../../ui/controls/Segmented.tsx'

type Shown = 'both' | 'difference'

const SHOWN: readonly Option<Shown>[] = [
  { value: 'both', label: 'Before | after', help: 'The same view of both, side by side' },
  {
    value: 'difference',
    label: 'What changed',
    help: 'The difference, B minus A, in one picture (pprof: -base, -diff_base)',
  },
]

/** The two beside each other, or their difference. */
export function CompareModes() {
  const [mode, setMode] = useField(MODE)
  return (
    <Segmented
      label="How they are compared"
      value={mode === 'side' ? 'both' : 'difference'}
      options={SHOWN}
      onChange={(value) => setMode(value === 'both' ? 'side' : 'base')}
    />
  )
}

type Difference = Exclude<CompareMode, 'side'>

const PERCENT: readonly Option<Difference>[] = [
  { value: 'base', label: 'of all changes', help: '100% is the sum of all changes (pprof: -base)' },
  { value: 'diff_base', label: 'of A', help: '100% is the total of A (pprof: -diff_base)' },
]

/** What percentages of the difference are of. */
export function ComparePercent() {
  const [mode, setMode] = useField(MODE)
  if (mode === 'side') return null
  return (
    <Choice
      label="Percent"
      title="What percentages are of"
      value={mode}
      options={PERCENT}
      onChange={setMode}
    />
  )
}

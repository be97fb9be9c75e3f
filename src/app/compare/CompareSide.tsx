import { compareSets } from '../../store/comparing.ts'
import { areComparable, namesOf } from '../../store/comparison.ts'
import { useCompareSummary, useScaling, useSession } from '../../store/hooks.ts'
import type { Scaled } from '../../store/open-profile.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { showDialog } from '../shell.ts'
import type { NameParts } from './side-names.ts'

interface CompareSideProps {
  /** A is the base, B what is compared with it. */
  readonly letter: 'A' | 'B'
  readonly name: NameParts
  readonly sides: readonly Scaled[]
  readonly others: readonly Scaled[]
}

/** One side of a comparison: its name and its total; another profile can take its place. */
export function CompareSide({ letter, name, sides, others }: CompareSideProps) {
  const profiles = useSession((session) => session.profiles)
  const { answer } = useCompareSummary()
  const scaling = useScaling()
  const named = namesOf(sides, profiles)
  const across = profiles.find(({ key }) => key === others[0]?.key)
  const items: MenuItem[] = profiles
    .filter(
      (profile) =>
        !others.some(({ key }) => key === profile.key) &&
        (!across || areComparable(profile.answer, across.answer)),
    )
    .map((profile) => ({
      key: String(profile.key),
      label: profile.name,
      checked: sides.length === 1 && sides[0]?.key === profile.key,
      run: () => {
        const chosen = [{ key: profile.key, scale: 1 }]
        if (letter === 'A') compareSets(others, chosen)
        else compareSets(chosen, others)
      },
    }))
  const role = letter === 'A' ? 'the base' : 'compared with it'
  const side = letter === 'A' ? 'old' : 'new'
  const total = answer ? answer.total[`${side}Text`] : ''
  return (
    <span className="compare-side">
      <span className="compare-letter">{letter}</span>
      <Menu
        label={`${letter}, ${role}: ${named}`}
        title={named}
        items={[
          ...items,
          {
            label: 'Several, or with a scale…',
            apart: items.length > 0,
            run: () => showDialog('compare'),
          },
        ]}
        button={
          <>
            <SideName parts={name} />
            <Caret />
          </>
        }
      />
      <strong className="number">
        {total}
        {scaling === 'second' && total !== '' && '/s'}
      </strong>
    </span>
  )
}

/** What both names have is dimmed. */
export function SideName({ parts: { before, own, after } }: { readonly parts: NameParts }) {
  return (
    <span className="compare-name mono">
      <span className="muted">{before}</span>
      <span>{own}</span>
      <span className="muted">{after}</span>
    </span>
  )
}

import type { CSSProperties } from 'react'
import { changeFilter } from '../../store/actions.ts'
import { useAnswer } from '../../store/answers.ts'
import { useOptions, useProfileId, useView } from '../../store/hooks.ts'
import { ToggleChip } from '../../ui/controls/ToggleChip.tsx'
import { paletteOf } from '../picture/palette.ts'
import {
  type CodeKind,
  type HIDES,
  isHidden,
  type KindWeight,
  NO_PACKAGE,
  weightsOf,
  withHidden,
} from './kinds.ts'
import './legend.css'

/** More packages than these have little weight. */
const MOST_PACKAGES = 2000
const NO_SEARCH = { text: '', regexp: false, matchCase: false }

const WORDS: Readonly<Record<CodeKind, readonly [label: string, help: string]>> = {
  user: [
    'own and modules',
    'Yellow to orange. A click leaves only these, a second one shows all again',
  ],
  library: ['standard library', 'Blue. A click hides it, a second one shows it again'],
  runtime: ['runtime', 'Grey. A click hides it, a second one shows it again'],
}

/** What the colours of packages mean, with how much each has; a click filters by it. */
export function Legend() {
  const profile = useProfileId()
  const options = useOptions()
  const hide = useView((view) => view.options.hide)
  const { answer } = useAnswer(
    profile === null
      ? null
      : {
          type: 'top',
          ...{ profile, options, search: NO_SEARCH, column: 'flat', reverse: false },
          ...{ onlyMatches: false, by: 'package', open: [NO_PACKAGE], from: 0, to: MOST_PACKAGES },
        },
    'legend',
  )
  if (!answer) return null
  const weights = weightsOf(answer.rows)
  const hidden = { library: isHidden('library', hide), runtime: isHidden('runtime', hide) }
  // Of other languages no filter is known that tells the kinds apart.
  const isGo = ['runtime', 'main'].some((name) =>
    answer.rows.some(({ frame }) => frame.name === name),
  )
  if (!isGo && !hidden.runtime && !hidden.library) return null
  const onlyOwn = hidden.library && hidden.runtime

  function setHidden(kinds: readonly (keyof typeof HIDES)[], isOff: boolean): void {
    changeFilter(
      'hide',
      kinds.reduce((text, kind) => withHidden(kind, text, isOff), hide),
    )
  }

  return (
    <fieldset className="legend" aria-label="Colours of packages">
      <Kind
        kind="user"
        weight={weights.get('user')}
        on
        onClick={() => setHidden(['library', 'runtime'], !onlyOwn)}
      />
      {(['library', 'runtime'] as const).map((kind) => (
        <Kind
          key={kind}
          kind={kind}
          weight={weights.get(kind)}
          on={!hidden[kind]}
          onClick={() => setHidden([kind], !hidden[kind])}
        />
      ))}
    </fieldset>
  )
}

interface KindProps {
  readonly kind: CodeKind
  readonly weight: KindWeight | undefined
  readonly on: boolean
  readonly onClick: () => void
}

function Kind({ kind, weight, on, onClick }: KindProps) {
  const [label, help] = WORDS[kind]
  if (!weight && on && kind !== 'user') return null
  return (
    <ToggleChip on={on} help={help} onClick={onClick}>
      <span className="legend-swatch" style={swatchOf(weight?.packages ?? [])} />
      {label} <span className="number">{on ? percentOf(weight?.share ?? 0) : 'hidden'}</span>
    </ToggleChip>
  )
}

function percentOf(share: number): string {
  return share > 0 && share < 0.01 ? '<1 %' : `${Math.round(share * 100)} %`
}

/** Stripes in the colours of the heaviest packages. */
function swatchOf(packages: readonly string[]): CSSProperties {
  const [light, dark] = [paletteOf('light'), paletteOf('dark')]
  const stripes = packages.map((name, i) => {
    const fill = `light-dark(${light.fill(name, name)}, ${dark.fill(name, name)})`
    const share = 100 / packages.length
    return `${fill} ${i * share}% ${(i + 1) * share}%`
  })
  return stripes.length === 0
    ? {}
    : { backgroundImage: `linear-gradient(90deg, ${stripes.join()})` }
}

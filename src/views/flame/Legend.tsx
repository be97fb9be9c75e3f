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
  weightsOf,
  withHidden,
} from './kinds.ts'
import './legend.css'

/** More functions than these have little weight. */
const MOST_FUNCTIONS = 5000
const NO_SEARCH = { text: '', regexp: false, matchCase: false }

const WORDS: Readonly<Record<CodeKind | 'modules', readonly [label: string, help: string]>> = {
  user: [
    'own code',
    'Yellow to orange: neither of the module cache nor vendored. A click leaves only this, a second one shows all again',
  ],
  modules: [
    'own and modules',
    'Yellow to orange. The paths of their files do not tell your own code from that of modules. A click leaves only these, a second one shows all again',
  ],
  dependency: [
    'third party',
    'Pale: files of the module cache, or vendored. A click hides it, a second one shows it again',
  ],
  library: ['standard library', 'Blue. A click hides it, a second one shows it again'],
  runtime: ['runtime', 'Grey. A click hides it, a second one shows it again'],
}

const OTHERS = ['dependency', 'library', 'runtime'] as const

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
          ...{ onlyMatches: false, from: 0, to: MOST_FUNCTIONS },
        },
    'legend',
  )
  const own = useAnswer(profile === null ? null : { type: 'own-code', profile }, 'own-code').answer
  if (!answer || !own) return null
  const weights = weightsOf(answer.rows)
  const hidden = {
    dependency: isHidden('dependency', hide),
    library: isHidden('library', hide),
    runtime: isHidden('runtime', hide),
  }
  // Of other languages no filter is known that tells the kinds apart.
  const isGo = ['runtime', 'main'].some((name) =>
    answer.rows.some(({ frame }) => frame.package === name),
  )
  if (!isGo && !OTHERS.some((kind) => hidden[kind])) return null
  const others = OTHERS.filter((kind) => hidden[kind] || weights.has(kind))
  const onlyOwn = others.every((kind) => hidden[kind])

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
        words={WORDS[own.known ? 'user' : 'modules']}
        weight={weights.get('user')}
        on
        onClick={() => setHidden(others, !onlyOwn)}
      />
      {others.map((kind) => (
        <Kind
          key={kind}
          kind={kind}
          words={WORDS[kind]}
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
  readonly words: readonly [label: string, help: string]
  readonly weight: KindWeight | undefined
  readonly on: boolean
  readonly onClick: () => void
}

function Kind({ kind, words: [label, help], weight, on, onClick }: KindProps) {
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
function swatchOf(packages: KindWeight['packages']): CSSProperties {
  const [light, dark] = [paletteOf('light'), paletteOf('dark')]
  const stripes = packages.map(({ name, file }, i) => {
    const fill = `light-dark(${light.fill(name, name, file)}, ${dark.fill(name, name, file)})`
    const share = 100 / packages.length
    return `${fill} ${i * share}% ${(i + 1) * share}%`
  })
  return stripes.length === 0
    ? {}
    : { backgroundImage: `linear-gradient(90deg, ${stripes.join()})` }
}

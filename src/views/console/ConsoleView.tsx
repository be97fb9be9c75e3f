import { useEffect } from 'react'
import { useStore } from 'zustand'
import { MODE } from '../../store/comparison.ts'
import { fieldOf } from '../../store/fields.ts'
import { useScaling, useSession, useShown, useView } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { useSide, useSideName } from '../../store/side.ts'
import { Output } from './Output.tsx'
import { PromptLine } from './PromptLine.tsx'
import { PromptOptions } from './PromptOptions.tsx'
import { begin, consoleOf, consoleStore, promptKey } from './state.ts'
import './console.css'

/** The prompt of `go tool pprof`, in the page. */
export function ConsoleView() {
  const shown = useShown()
  if (!shown || shown.id === null) return null
  const key = promptKey(shown)
  return <OfProfile key={key} prompt={key} profile={shown} />
}

interface OfProfileProps {
  readonly prompt: string
  readonly profile: OpenProfile
}

function OfProfile({ prompt, profile }: OfProfileProps) {
  const label = useSideName('Console')
  const about = useAbout(profile)
  const console = useStore(consoleStore, (state) => consoleOf(state, prompt))
  useEffect(() => begin(profile, about), [profile, about])
  return (
    <section className="console" aria-label={label}>
      <PromptOptions profile={profile} options={console.options} />
      <Output profile={profile} entries={console.entries} />
      <PromptLine profile={profile} />
    </section>
  )
}

const SCALED = {
  recorded: '',
  second: ', per second',
  total: ', scaled to the total of A',
} as const

/** What of a comparison the prompt answers for; "" for a profile by itself. */
function useAbout({ name }: OpenProfile): string {
  const isComparing = useSession((session) => session.comparison !== null)
  const mode = useView((view) => fieldOf(view, MODE))
  const scaling = useScaling()
  const side = useSide()
  if (!isComparing) return ''
  const rate = scaling === 'second' ? SCALED.second : ''
  if (side === 'old') return `A, the base: ${name}${rate}`
  const scaled = SCALED[scaling]
  return side === 'new' ? `B: ${name}${scaled}` : `${name}${scaled}, as with -${mode}`
}

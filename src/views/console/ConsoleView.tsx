import { useEffect } from 'react'
import { useStore } from 'zustand'
import { useShown } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/session.ts'
import { Output } from './Output.tsx'
import { PromptLine } from './PromptLine.tsx'
import { PromptOptions } from './PromptOptions.tsx'
import { begin, consoleOf, consoleStore } from './state.ts'
import './console.css'

/** The prompt of `go tool pprof`, in the page. */
export function ConsoleView() {
  const shown = useShown()
  if (!shown || shown.id === null) return null
  return <OfProfile key={shown.key} profile={shown} />
}

function OfProfile({ profile }: { readonly profile: OpenProfile }) {
  const console = useStore(consoleStore, (state) => consoleOf(state, profile.key))
  useEffect(() => begin(profile), [profile])
  return (
    <section className="console" aria-label="Console">
      <PromptOptions profile={profile} options={console.options} />
      <Output profile={profile} entries={console.entries} />
      <PromptLine profile={profile} />
    </section>
  )
}

import type { Options } from '../../engine/select/options.ts'
import { useOptions } from '../../store/hooks.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { applyToPage, differences } from './page-options.ts'
import { clearConsole, takeOver } from './state.ts'

interface PromptOptionsProps {
  readonly profile: OpenProfile
  readonly options: Options
}

/** How the prompt's options differ from the page's, and the ways between the two. */
export function PromptOptions({ profile, options }: PromptOptionsProps) {
  const page = useOptions()
  const own = differences(profile, options, page)
  return (
    <div className="console-head">
      <p className="console-own">
        {own.length === 0 ? (
          <span className="muted">The prompt has the options of the page.</span>
        ) : (
          <>
            Other than on the page:{' '}
            {own.map((text) => (
              <code key={text} className="mono">
                {text}
              </code>
            ))}
          </>
        )}
      </p>
      <button
        type="button"
        className="button"
        disabled={own.length === 0}
        title="Gives the page the options of the prompt; Back undoes it"
        onClick={() => applyToPage(options)}
      >
        Apply to the page
      </button>
      <button
        type="button"
        className="button"
        disabled={own.length === 0}
        title="Gives the prompt the filters and options of the page"
        onClick={() => takeOver(profile)}
      >
        Take over the page’s
      </button>
      <button
        type="button"
        className="button quiet"
        title="Clears what was printed (Ctrl L)"
        onClick={() => clearConsole(profile)}
      >
        Clear
      </button>
    </div>
  )
}

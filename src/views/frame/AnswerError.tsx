import type { AskError } from '../../worker/client.ts'

interface AnswerErrorProps {
  readonly className: string
  /** The last one, whose rows stay on screen. */
  readonly answer: object | null | undefined
  readonly error: AskError | null
}

/** Why there are no rows, or no newer ones. */
export function AnswerError({ className, answer, error }: AnswerErrorProps) {
  // The chip and the search field say what is wrong with their text.
  if (!error || (error.kind === 'option' && answer)) return null
  return (
    <p className={className} role="status">
      {error.message} {error.hint}
    </p>
  )
}

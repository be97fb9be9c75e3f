import { SourceError } from '../sources/error.ts'
import { AskError } from '../worker/client.ts'
import { dispatch, type Failure } from './session.ts'

let lastFailure = 0

/** Reports what could not be opened; what is open stays open. */
export function fail(name: string, error: unknown, kept: Failure['kept'] = null): void {
  dispatch({ type: 'failed', failure: { ...failureOf(name, error), kept } })
}

/** What people are told of an error. */
export function failureOf(name: string, error: unknown): Failure {
  const id = ++lastFailure
  if (error instanceof AskError || error instanceof SourceError) {
    return { id, name, message: error.message, hint: error.hint, reopen: false, kept: null }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { id, name, message, hint: 'Try to open it again.', reopen: false, kept: null }
}

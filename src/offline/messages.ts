// What the page says to the service worker.

/** Take over from the one before, which answers for the page now. */
export const TAKE_OVER = 'take-over'

/** Is this script of the page one of yours? The answer, a boolean, comes through the port. */
export interface IsYours {
  readonly script: string
}

import type { History } from './history.ts'
import { CALLS, type Call, type FromHistory, type ToHistory } from './protocol.ts'

const READING: readonly Call[] = ['list', 'open', 'openTab']

/** What stands between the history and the page, wherever it runs. */
export class HistoryHost {
  /**
   * @param opening the history; it fails where the browser keeps nothing for the page
   * @param onChange called when something has been changed
   */
  constructor(
    private readonly opening: Promise<History>,
    private readonly post: (message: FromHistory) => void,
    private readonly onChange: () => void = () => {},
  ) {
    // Whoever asks for something is told.
    opening.catch(() => {})
  }

  async receive({ id, call, given }: ToHistory): Promise<void> {
    try {
      const answer = await this.answer(call, given)
      this.post({ type: 'answer', id, answer })
      if (!READING.includes(call)) this.onChange()
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error))
      this.post({ type: 'error', id, name, message })
    }
  }

  private async answer(call: Call, given: readonly unknown[]): Promise<unknown> {
    if (!CALLS.includes(call)) throw new Error(`there is no call ${call}`)
    const history = await this.opening
    const run = history[call] as (...given: readonly unknown[]) => Promise<unknown>
    return run.apply(history, [...given])
  }
}

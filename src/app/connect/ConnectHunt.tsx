import { useState } from 'react'
import { hunt, huntedTakes, MOST_ROUNDS, USUAL_HUNT_SECONDS } from '../../store/hunt.ts'
import type { Connection } from '../../store/service.ts'
import { isSeconds } from './connect-wish.ts'

interface ConnectHuntProps {
  readonly connection: Connection
  readonly onTaken: () => void
}

/** One button for the question that most people come with; nothing where the service has neither profile. */
export function ConnectHunt({ connection, onTaken }: ConnectHuntProps) {
  const [every, setEvery] = useState(String(USUAL_HUNT_SECONDS))
  const takes = huntedTakes(connection)
  if (takes.length === 0) return null
  const what = takes.map(({ profile }) => profile).join(' and ')
  return (
    <div className="connect-hunt">
      <span className="connect-often">
        <button
          type="button"
          className="button"
          disabled={!isSeconds(every)}
          onClick={() => {
            onTaken()
            void hunt(connection, Number(every))
          }}
        >
          Hunt a leak
        </button>
        every
        <input
          className="field number"
          type="text"
          inputMode="numeric"
          aria-label="Seconds between the snapshots of the hunt"
          aria-invalid={!isSeconds(every)}
          value={every}
          onChange={(event) => setEvery(event.target.value)}
        />
        s
      </span>
      <span className="connect-hunt-words muted">
        Takes {what}
        {takes.some(({ gc }) => gc) && ' (after a collection)'}, at most {MOST_ROUNDS} times, until
        it is sure what grows, or that nothing does.
      </span>
    </div>
  )
}

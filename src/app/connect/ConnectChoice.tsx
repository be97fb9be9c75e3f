import { useEffect, useRef, useState } from 'react'
import type { Way } from '../../sources/service.ts'
import type { Take } from '../../sources/service-address.ts'
import type { Offered } from '../../sources/service-index.ts'
import { serviceProfileKind, whyEmpty } from '../../sources/service-kinds.ts'
import { type Connection, originOf, take } from '../../store/service.ts'
import { startSnapshots } from '../../store/service-snapshots.ts'
import { Prose } from '../../ui/Prose.tsx'
import { countText } from '../../ui/words.ts'
import { CommandLine } from './ConnectCommandLine.tsx'
import { ConnectHunt } from './ConnectHunt.tsx'
import { ConnectTerminal } from './ConnectTerminal.tsx'
import { ConnectTimes } from './ConnectTimes.tsx'
import { isSeconds, type Wish, wishedTake, wishFor } from './connect-wish.ts'

interface ConnectChoiceProps {
  readonly connection: Connection
  readonly onTaken: () => void
}

const WAYS: Readonly<Record<Way, string>> = {
  page: 'read by this browser',
  companion: 'read through flamedrop on this machine',
  terminal: 'to be read in a terminal',
}

/** What a service has, and what of it to take how. */
export function ConnectChoice({ connection, onTaken }: ConnectChoiceProps) {
  const { service, way, offers, trouble } = connection
  const [wish, setWish] = useState<Wish>(() => wishFor(offers[0]?.name ?? 'profile'))
  const kind = serviceProfileKind(wish.profile)
  const wished = wishedTake(wish)
  const readable = way !== 'terminal'
  const isRead = wish.profile !== 'cmdline'
  const list = useRef<HTMLDivElement>(null)
  // A user who connected by keyboard continues by keyboard: arrows choose, Enter takes.
  useEffect(() => list.current?.querySelector<HTMLElement>('input:checked')?.focus(), [])

  function takeNow(asked: Take): void {
    onTaken()
    void take(originOf(connection, asked))
  }

  function takeOften(asked: Take, everySeconds: number): void {
    onTaken()
    void startSnapshots(originOf(connection, asked), everySeconds)
  }

  return (
    <form
      className="connect"
      onSubmit={(event) => {
        event.preventDefault()
        if (wished && readable && isRead) takeNow(wished)
      }}
    >
      {trouble ? (
        <p className="connect-terminal" role="status">
          <strong>{trouble.message}</strong> <Prose text={trouble.hint} />
        </p>
      ) : (
        <p className="muted">
          {service.index.host}, {WAYS[way]}
        </p>
      )}
      {readable && <ConnectHunt connection={connection} onTaken={onTaken} />}
      <div className="connect-offers" role="radiogroup" aria-label="What to take" ref={list}>
        {offers.map((offer) => (
          <OfferRow
            key={offer.name}
            offer={offer}
            checked={offer.name === wish.profile}
            onChoose={() => setWish(wishFor(offer.name))}
          />
        ))}
      </div>
      {isRead && <ConnectTimes wish={wish} kind={kind} onChange={setWish} />}
      {!readable && <ConnectTerminal connection={connection} wished={wished} />}
      {readable && !isRead && <CommandLine connection={connection} />}
      {readable && isRead && (
        <div className="connect-take">
          <button type="submit" className="button primary" disabled={!wished}>
            {takeWords(wish, kind.records > 0)}
          </button>
          {wish.profile !== 'trace' && (
            <span className="connect-often">
              <button
                type="button"
                className="button"
                disabled={!wished || !isSeconds(wish.every)}
                title="The first goes on screen, the others beside it: the view Series shows what grows. Browsers slow down tabs that are out of sight."
                onClick={() => wished && takeOften(wished, Number(wish.every))}
              >
                Take one every
              </button>
              <input
                className="field number"
                type="text"
                inputMode="numeric"
                aria-label="Seconds from one to the next"
                aria-invalid={!isSeconds(wish.every)}
                value={wish.every}
                onChange={(event) => setWish({ ...wish, every: event.target.value })}
              />
              <span>s</span>
            </span>
          )}
        </div>
      )}
    </form>
  )
}

function takeWords({ profile, since }: Wish, records: boolean): string {
  return records || since === 'from-now' ? `Record ${profile}` : `Take ${profile}`
}

interface OfferRowProps {
  readonly offer: Offered
  readonly checked: boolean
  readonly onChoose: () => void
}

function OfferRow({ offer: { name, count }, checked, onChoose }: OfferRowProps) {
  const { words, counted } = serviceProfileKind(name)
  const empty = count === 0 ? whyEmpty(name) : ''
  return (
    <label className={checked ? 'connect-offer chosen' : 'connect-offer'}>
      <input type="radio" name="service-profile" checked={checked} onChange={onChoose} />
      <span className="mono connect-name">{name}</span>
      <span className="connect-words">
        <Prose text={words} />
        {empty !== '' && <span className="muted"> {empty}</span>}
      </span>
      <span className="number muted">
        {count !== null && counted !== '' && countText(count, counted)}
      </span>
    </label>
  )
}

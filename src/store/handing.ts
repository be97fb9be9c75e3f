import { createStore } from 'zustand/vanilla'
import { SourceError } from '../sources/error.ts'
import { type Handed, READY, readMessage } from '../sources/message.ts'
import { openAsComparison, openFiles } from './opening.ts'

// Profiles sent by the page that opened or embeds this one: the user has to agree before one is
// opened, unless that page has the same origin.

export interface Offer extends Handed {
  readonly id: number
  /** The origin of the sender, as the browser reports it; "null" for a page without one. */
  readonly origin: string
  /** Sends the outcome to the sender. */
  readonly reply: (answer: HandedReply) => void
}

export type HandedReply =
  | { readonly type: 'flamedrop-accepted'; readonly name: string }
  | { readonly type: 'flamedrop-refused'; readonly name: string; readonly reason: string }

/** The greatest number of unanswered requests that are kept. */
const MOST_OFFERS = 5

export const offerStore = createStore<readonly Offer[]>()(() => [])

let lastOffer = 0

/** Opens an offered profile. */
export function acceptOffer(offer: Offer): void {
  withdraw(offer)
  open(offer)
}

/** Rejects an offered profile. */
export function refuseOffer(offer: Offer): void {
  withdraw(offer)
  const { name } = offer
  offer.reply({ type: 'flamedrop-refused', name, reason: 'The user refused it.' })
}

/** The part of the window that is used here; tests pass a fake. */
export interface HandedWindow {
  readonly location: { readonly origin: string }
  readonly opener: unknown
  readonly parent: unknown
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void
}

interface Sender {
  postMessage(message: unknown, targetOrigin: string): void
}

/** Listens to the opener and the parent window, and announces that to them. */
export function startHanding(window: HandedWindow): void {
  const { opener, parent } = window
  const senders = [opener, parent === window ? null : parent].filter(isSender)
  if (senders.length === 0) return
  window.addEventListener('message', (event) => {
    const sender = senders.find((one) => one === event.source)
    if (sender) receive(event, sender, window.location.origin)
  })
  // It contains no secret, and the origin of the receiver is not known yet.
  for (const sender of senders) sender.postMessage(READY, '*')
}

function receive({ data, origin }: MessageEvent<unknown>, sender: Sender, own: string): void {
  // A page without an origin can only be addressed by "*".
  const reply = (answer: HandedReply) =>
    sender.postMessage(answer, origin === 'null' ? '*' : origin)
  try {
    const handed = readMessage(data)
    if (!handed) return
    if (offerStore.getState().length >= MOST_OFFERS) {
      throw new SourceError('There are too many profiles waiting for an answer.', '')
    }
    const offer: Offer = { ...handed, id: ++lastOffer, origin, reply }
    if (origin === own) open(offer)
    else offerStore.setState((offers) => [...offers, offer], true)
  } catch (error) {
    if (!(error instanceof SourceError)) throw error
    reply({ type: 'flamedrop-refused', name: '', reason: error.message })
  }
}

function open({ name, blob, base, reply }: Offer): void {
  const file = new File([blob], name)
  if (base) openAsComparison(file, new File([base.blob], base.name))
  else openFiles([file])
  reply({ type: 'flamedrop-accepted', name })
}

function withdraw(offer: Offer): void {
  offerStore.setState((offers) => offers.filter(({ id }) => id !== offer.id), true)
}

function isSender(value: unknown): value is Sender {
  return typeof value === 'object' && value !== null && 'postMessage' in value
}

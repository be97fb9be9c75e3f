import { createStore } from 'zustand/vanilla'
import { SourceError } from '../sources/error.ts'
import { type Handed, READY, readMessage } from '../sources/message.ts'
import { openFiles } from './opening.ts'

// Profiles that the page which opened or embeds us hands over: the user is asked before one is
// opened, unless that page is of our own origin.

export interface Offer extends Handed {
  readonly id: number
  /** Who sent it, as the browser vouches for; "null" for a page without an origin of its own. */
  readonly origin: string
  /** Reports the outcome to the sender. */
  readonly reply: (answer: HandedReply) => void
}

export type HandedReply =
  | { readonly type: 'flamedrop-accepted'; readonly name: string }
  | { readonly type: 'flamedrop-refused'; readonly name: string; readonly reason: string }

/** At most so many requests of a page are kept while the user has not answered. */
const MOST_OFFERS = 5

export const offerStore = createStore<readonly Offer[]>()(() => [])

let lastOffer = 0

export function acceptOffer(offer: Offer): void {
  withdraw(offer)
  open(offer)
}

export function refuseOffer(offer: Offer): void {
  withdraw(offer)
  const { name } = offer
  offer.reply({ type: 'flamedrop-refused', name, reason: 'The user refused it.' })
}

/** The part of the window that handing over needs; tests give a fake. */
export interface HandedWindow {
  readonly location: { readonly origin: string }
  readonly opener: unknown
  readonly parent: unknown
  addEventListener(type: 'message', listener: (event: MessageEvent<unknown>) => void): void
}

interface Sender {
  postMessage(message: unknown, targetOrigin: string): void
}

/** Listens to the window that opened us and the one that embeds us, and tells them so. */
export function startHanding(window: HandedWindow): void {
  const { opener, parent } = window
  const senders = [opener, parent === window ? null : parent].filter(isSender)
  if (senders.length === 0) return
  window.addEventListener('message', (event) => {
    const sender = senders.find((one) => one === event.source)
    if (sender) receive(event, sender, window.location.origin)
  })
  // It holds no secret, and the origin of the listener is not known yet.
  for (const sender of senders) sender.postMessage(READY, '*')
}

function receive({ data, origin }: MessageEvent<unknown>, sender: Sender, own: string): void {
  // A page without an origin can only be answered by "*".
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

function open({ name, blob, reply }: Offer): void {
  openFiles([new File([blob], name)])
  reply({ type: 'flamedrop-accepted', name })
}

function withdraw(offer: Offer): void {
  offerStore.setState((offers) => offers.filter(({ id }) => id !== offer.id), true)
}

function isSender(value: unknown): value is Sender {
  return typeof value === 'object' && value !== null && 'postMessage' in value
}

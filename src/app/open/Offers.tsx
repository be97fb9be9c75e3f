import { useStore } from 'zustand'
import { acceptOffer, type Offer, offerStore, refuseOffer } from '../../store/handing.ts'
import { bytesText } from '../../ui/words.ts'

/** Profiles that another page asks to be opened: who asks, for what, and the user's answer. */
export function Offers() {
  const offers = useStore(offerStore)
  return offers.map((offer) => <OfferPanel key={offer.id} offer={offer} />)
}

function OfferPanel({ offer }: { readonly offer: Offer }) {
  const { origin, name, blob, base } = offer
  const from = origin === 'null' ? 'A page without an address of its own' : origin
  return (
    <section className="panel offer" role="alert">
      <div>
        <p>
          <strong>{from}</strong> asks to open a profile here: <span className="mono">{name}</span>,{' '}
          {bytesText(blob.size)}
          {base && (
            <>
              , and compare it with <span className="mono">{base.name}</span>,{' '}
              {bytesText(base.blob.size)}
            </>
          )}
          .
        </p>
        <div className="panel-buttons">
          <button type="button" className="button primary" onClick={() => acceptOffer(offer)}>
            Open
          </button>
          <button type="button" className="button" onClick={() => refuseOffer(offer)}>
            Refuse
          </button>
        </div>
      </div>
    </section>
  )
}

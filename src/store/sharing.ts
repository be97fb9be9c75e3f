import { isThisMachine, parseUrl } from '../sources/url.ts'
import { printLink } from './link.ts'
import type { OpenProfile } from './session.ts'
import type { View } from './view.ts'

/** Where the profile of a link comes from for the one who gets the link. */
export type Reach =
  /** Only the looks are in the link: the file has to be sent along. */
  | 'file'
  /** The same, of a profile that a service gave: nobody gets just that from it again. */
  | 'live'
  /** An address that only this machine can read. */
  | 'machine'
  /** An address, fetched by the browser of whoever opens the link. */
  | 'address'

/** The whole address that shows just this. */
export function linkTo(view: View, page: string): string {
  const url = new URL(page)
  url.hash = printLink(view)
  return url.href
}

export function reachOf({ source }: Pick<OpenProfile, 'source'>, page: string): Reach {
  if (source.kind !== 'url') return source.kind
  const url = parseUrl(source.url, page)
  return url && isThisMachine(url.hostname) ? 'machine' : 'address'
}

import { isThisMachine, parseUrl } from '../sources/url.ts'
import { textField, withFieldValue } from './fields.ts'
import { fileNameOf } from './found.ts'
import { printLink } from './link.ts'
import type { OpenProfile } from './open-profile.ts'
import type { View } from './view.ts'

/** How the recipient of a link gets the profile. */
export type Reach =
  /** The link has only the view: the file has to be sent along. */
  | 'file'
  /** The same, for a profile of a service, which cannot be fetched again. */
  | 'live'
  /** An address that only this machine can reach. */
  | 'machine'
  /** An address that the recipient's browser fetches. */
  | 'address'

/** The name of the file that a link is about, which the recipient needs. */
export const FILE = textField('file')

/**
 * The full address of the page for what is on screen.
 * @param profile the one on screen; null in a comparison
 */
export function linkTo(
  view: View,
  page: string,
  profile: Pick<OpenProfile, 'name' | 'source'> | null = null,
): string {
  const url = new URL(page)
  url.hash = printLink(withFieldValue(view, FILE, profile ? fileOf(profile) : ''))
  return url.href
}

/** The name under which it is saved for sending; "" if it has an address. */
function fileOf(profile: Pick<OpenProfile, 'name' | 'source'>): string {
  return profile.source.kind === 'url' ? '' : fileNameOf(profile)
}

/**
 * The host of a page that nobody else can open, so that the recipient needs the same there; "" for
 * others.
 */
export function ownHost(page: string): string {
  const { hostname, host } = new URL(page)
  return isThisMachine(hostname) ? host : ''
}

/**
 * How the recipient of a link gets a profile.
 * @param page address of the page
 */
export function reachOf({ source }: Pick<OpenProfile, 'source'>, page: string): Reach {
  if (source.kind !== 'url') return source.kind
  const url = parseUrl(source.url, page)
  return url && isThisMachine(url.hostname) ? 'machine' : 'address'
}

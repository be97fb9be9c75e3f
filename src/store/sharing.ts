import { isThisMachine, parseUrl } from '../sources/url.ts'
import { textField, withFieldValue } from './fields.ts'
import { fileNameOf } from './found.ts'
import { printLink } from './link.ts'
import type { OpenProfile } from './open-profile.ts'
import type { View } from './view.ts'

/** Where the recipient of a link gets the profile from. */
export type Reach =
  /** Only the looks are in the link: the file has to be sent along. */
  | 'file'
  /** The same, of a profile that a service gave: nobody gets just that from it again. */
  | 'live'
  /** An address that only this machine can read. */
  | 'machine'
  /** An address, fetched by the browser of the recipient. */
  | 'address'

/** Name of the file that a link is about, which the recipient needs beside it. */
export const FILE = textField('file')

/**
 * The whole address that shows just this.
 * @param profile the one that is shown by itself; null where several are compared
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

/** As it is saved to be sent along; "" for what has an address. */
function fileOf(profile: Pick<OpenProfile, 'name' | 'source'>): string {
  return profile.source.kind === 'url' ? '' : fileNameOf(profile)
}

/** Host of a page that nobody else can open, so that a link to it needs one like it there; "" for others. */
export function ownHost(page: string): string {
  const { hostname, host } = new URL(page)
  return isThisMachine(hostname) ? host : ''
}

export function reachOf({ source }: Pick<OpenProfile, 'source'>, page: string): Reach {
  if (source.kind !== 'url') return source.kind
  const url = parseUrl(source.url, page)
  return url && isThisMachine(url.hostname) ? 'machine' : 'address'
}

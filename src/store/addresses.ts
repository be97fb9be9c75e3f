import { type OpenProfile, urlOf } from './open-profile.ts'

// How a link names profiles: by their addresses, separated by spaces.

/** Splits the addresses of a link. */
export function addressesIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((address) => address !== '')
}

/** Escapes the spaces of an address, which separate addresses in a link. */
export function asLinked(url: string): string {
  return url.trim().replaceAll(/\s/g, '%20')
}

/** Whether a profile was loaded from an address in a link. */
export function isAt(profile: OpenProfile, url: string): boolean {
  return asLinked(urlOf(profile)) === asLinked(url)
}

import { type OpenProfile, urlOf } from './open-profile.ts'

// How a link names profiles: by their addresses, several parted by spaces.

export function addressesIn(text: string): readonly string[] {
  return text.split(/\s+/).filter((address) => address !== '')
}

/** An address without spaces, which part addresses in a link. */
export function asLinked(url: string): string {
  return url.trim().replaceAll(/\s/g, '%20')
}

/** Whether a profile came from an address that a link names. */
export function isAt(profile: OpenProfile, url: string): boolean {
  return asLinked(urlOf(profile)) === asLinked(url)
}

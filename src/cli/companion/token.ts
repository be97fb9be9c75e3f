import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** A token that nobody can guess: 256 random bits, in characters that any address may hold. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares in constant time, whatever part of `given` is right. */
export function isToken(given: string | undefined, token: string): boolean {
  // Digests are of one length, whatever was given.
  return given !== undefined && timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

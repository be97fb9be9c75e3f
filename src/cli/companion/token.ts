import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/**
 * Creates a token that cannot be guessed: 256 random bits, in characters that are valid in
 * addresses.
 */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** Compares in constant time. */
export function isToken(given: string | undefined, token: string): boolean {
  // Digests have the same length, whatever was given.
  return given !== undefined && timingSafeEqual(digest(given), digest(token))
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

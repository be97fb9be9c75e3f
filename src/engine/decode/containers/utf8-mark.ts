import { type Container, sound } from './container.ts'

/** Text behind the mark with which editors of Windows begin UTF-8. */
export const utf8Mark: Container = {
  name: 'UTF-8 text',
  recognizes: ([a, b, c]) => a === 0xef && b === 0xbb && c === 0xbf,
  parts: (bytes) => [{ name: '', read: async () => sound(bytes.subarray(3)) }],
}

import { base64 } from './base64.ts'
import type { Container } from './container.ts'
import { gzip } from './gzip.ts'
import { tar } from './tar.ts'
import { utf8Mark } from './utf8-mark.ts'
import { utf16 } from './utf16.ts'
import { zip } from './zip.ts'
import { zstd } from './zstd.ts'

/** Every kind of container, those first that are known by fewer bytes. */
const CONTAINERS: readonly Container[] = [gzip, zstd, zip, utf8Mark, utf16, tar, base64]

/** The container that the bytes are; undefined if they are the thing itself. */
export function containerOf(bytes: Uint8Array): Container | undefined {
  return CONTAINERS.find((container) => container.recognizes(bytes))
}

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeProto } from '../../src/engine/encode/proto.ts'
import { fromStacks } from '../fixtures/stacks.ts'
import { LARGEST_INPUT } from './mutate.ts'

const HEAP = `heap profile:     3:    300 [    5:    500] @ heap_v2/524288
     2:    200 [     3:    300] @ 0x400100 0x400200
     1:    100 [     2:    200] @ 0x400100 0x400300

MAPPED_LIBRARIES:
00400000-00500000 r-xp 00000000 00:00 1 /bin/app
`
const CONTENTION = `--- contentionz 1 ---
cycles/second = 2000000000
sampling period = 100
ms since reset = 1000
discarded samples = 0
  4000 2 @ 0x400100 0x400200
`
const THREADS = `--- threadz 1 ---

--- Thread 7f0000001000 (name: main/1) stack: ---
  PC: 0x400100 0x400200
    0x400300
--- Thread 7f0000002000 (name: worker/2) stack: ---
  (same as previous thread)

--- Memory map: ---
  00400000-00500000: /bin/app
`
const JAVA = `--- heapz 1 ---
format = java
resolution = bytes
    3   300 @ 0x1 0x2
0x1 com.example.Main.run (Main.java:12)
0x2 com.example.Main.main (Main.java:5)
`
const COUNTED = `goroutine profile: total 3
2 @ 0x1 0x2
# labels: {"k":"v"}
#	0x1	main.wait+0x1	/a.go:3
#	0x2	main.main+0x2	/a.go:9

1 @ 0x2
#	0x2	main.main+0x2	/a.go:9
`
const STACKS = `
main   main          main
serve  serve@s.go:7  gc
json   hash[inl]     .
--------------------------
cpu/nanoseconds  10   -20  30
n/count          1    2    0
@route           /a   /b   .
#bytes/bytes     64   .    128
`

/** A heap profile, as `zstd` packs a stream. */
const ZSTD = Buffer.from(
  'KLUv/QBYzQEAFANoZWFwIHByb2ZpbGU6IDE6IDIgWzM6IDRdIEAgaGVhcC8xMDQ4NTc2CjB4MSAweDIKAQBxeZYB',
  'base64',
)

/** The binary format of gperftools: five words of header, a record, the trailer, the mappings. */
function cpuWords(): Uint8Array {
  const words = [0, 3, 0, 10000, 0, 2, 2, 0x400100, 0x400200, 1, 1, 0x400300, 0, 1, 0]
  const bytes = new Uint8Array(words.length * 8)
  words.forEach((word, i) => {
    new DataView(bytes.buffer).setUint32(i * 8, word, true)
  })
  return Buffer.concat([bytes, Buffer.from('00400000-00500000 r-xp 00000000 00:00 1 /bin/app\n')])
}

/** What inputs are made of: one of each format, and the small files of some folders. */
export function corpusOf(folders: readonly string[]): Uint8Array[] {
  const drawn = Buffer.concat([...encodeProto(fromStacks(STACKS))])
  const texts = [HEAP, CONTENTION, THREADS, JAVA, COUNTED].map((text) => Buffer.from(text))
  const files = folders.flatMap(filesBelow).map((file) => readFileSync(file))
  return [drawn, gzipSync(drawn), ZSTD, cpuWords(), ...texts, ...files].filter(
    ({ length }) => length <= LARGEST_INPUT,
  )
}

/** In an order that does not depend on the file system. */
function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return filesBelow(path)
      return entry.isFile() ? [path] : []
    })
}

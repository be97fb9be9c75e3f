import { ProfileError } from '../../profile/error.ts'

const SHOWN = 16

/** Unknown bytes: the first are shown, for a reader who may recognise them. */
export function noise(bytes: Uint8Array): ProfileError {
  const first = [...bytes.subarray(0, SHOWN)]
  const hex = first.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const print = first
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
    .join('')
  return new ProfileError(
    'unrecognized',
    `This is not a format that Flamedrop knows: it begins ${hex} (${print}).`,
    'It reads profile.proto (runtime/pprof, net/http/pprof), what `go tool pprof` reads from before it, and dumps of goroutines, in a log as well; of other tools: OpenTelemetry profiles, V8’s .cpuprofile and .heapprofile, heap dumps of jemalloc, output of `perf script` and of `pprof -raw`, collapsed stacks; packed by gzip, zstd, zip or tar, in base64 or UTF-16.',
  )
}

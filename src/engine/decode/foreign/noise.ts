import { ProfileError } from '../../profile/error.ts'

const SHOWN = 16

/** Bytes that nothing is known of: the first are shown, for whoever may know them. */
export function noise(bytes: Uint8Array): ProfileError {
  const first = [...bytes.subarray(0, SHOWN)]
  const hex = first.map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
  const print = first
    .map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.'))
    .join('')
  return new ProfileError(
    'unrecognized',
    `This is not a format that Flamedrop knows: it begins ${hex} (${print}).`,
    'It reads profiles as runtime/pprof and net/http/pprof write them (profile.proto, gzipped or not), the text and binary formats that `go tool pprof` reads, and dumps of goroutines (debug=2, a panic, SIGQUIT), in a log as well.',
  )
}

import { ProfileError } from '../profile/error.ts'
import { headOf, startsAsHtml, startsAsJson } from './text.ts'

const PROFILE_HINT =
  'Flamedrop reads profiles: files such as cpu.pb.gz, or what /debug/pprof/heap and its neighbours serve.'

const ELF: readonly number[] = [0x7f, ...ascii('ELF')]

/** Files that are often opened in place of a profile: how they begin, what they are, what to do. */
const MAGIC: readonly { begin: readonly number[]; what: string; hint?: string }[] = [
  { begin: [0xff, 0xd8, 0xff], what: 'a JPEG picture' },
  { begin: [0x89, 0x50, 0x4e, 0x47], what: 'a PNG picture' },
  { begin: ascii('GIF8'), what: 'a GIF picture' },
  { begin: ascii('%PDF'), what: 'a PDF document' },
  {
    begin: ascii('BZh'),
    what: 'a bzip2 archive',
    hint: 'Unpack it (bunzip2) and drop the profile that is in it.',
  },
  {
    begin: [0xfd, 0x37, 0x7a, 0x58, 0x5a],
    what: 'an xz archive',
    hint: 'Unpack it (unxz) and drop the profile that is in it.',
  },
  {
    begin: ELF,
    what: 'a program (ELF)',
    hint: 'Drop the profile that it wrote; the program itself is not needed.',
  },
  {
    begin: [0xcf, 0xfa, 0xed, 0xfe],
    what: 'a program (Mach-O)',
    hint: 'Drop the profile that it wrote; the program itself is not needed.',
  },
  {
    begin: ascii('MZ'),
    what: 'a Windows program',
    hint: 'Drop the profile that it wrote; the program itself is not needed.',
  },
  {
    begin: ascii('PERFILE2'),
    what: 'a recording of Linux perf (perf.data)',
    hint: 'Convert it with perf_to_profile (github.com/google/perf_data_converter) and drop the result.',
  },
]

/**
 * Recognises files that are often taken for a profile and are no text.
 * @returns what it is and what to do about it; null for anything that may be a profile
 */
export function recognizeForeign(bytes: Uint8Array): ProfileError | null {
  if (isCoreDump(bytes)) {
    return notAProfile(
      'This is a core dump',
      'It holds a process’s memory, not samples: `dlv core PROGRAM FILE` lists its goroutines and their stacks.',
    )
  }
  for (const { begin, what, hint } of MAGIC) {
    if (startsWith(bytes, begin)) return notAProfile(`This is ${what}`, hint)
  }
  const head = headOf(bytes)
  const trace = /^go (1\.\d+) trace/.exec(head)
  if (trace) {
    return notAProfile(
      `This is an execution trace of Go ${trace[1]}`,
      'A trace holds events, not samples: read it with `go tool trace FILE`; `go tool trace -pprof=net FILE` (or sync, syscall, sched) makes a profile of it that can be dropped here.',
    )
  }
  return null
}

/** The same for texts, which may still hold a dump of goroutines somewhere (a log of JSON lines). */
export function recognizeForeignText(bytes: Uint8Array): ProfileError | null {
  if (startsAsHtml(bytes)) {
    return notAProfile(
      'This is a web page (HTML)',
      'The address probably answered with an error or login page instead of the profile. Open the link in a tab to see what it says, and save the profile itself.',
    )
  }
  if (startsAsJson(bytes)) {
    return notAProfile(
      'This is JSON',
      'Profiles of other tools (Chrome, speedscope, Firefox) are JSON; Flamedrop reads the pprof format: profile.proto, usually a .pb.gz file.',
    )
  }
  return null
}

/** By the field e_type of the ELF header, whose order of bytes is told before it (elf(5): ET_CORE). */
function isCoreDump(bytes: Uint8Array): boolean {
  if (!startsWith(bytes, ELF) || bytes.length < 18) return false
  const [low, high] = bytes[5] === 2 ? [17, 16] : [16, 17]
  return bytes[low] === 4 && bytes[high] === 0
}

function startsWith(bytes: Uint8Array, begin: readonly number[]): boolean {
  return begin.every((byte, i) => bytes[i] === byte)
}

function notAProfile(what: string, hint = PROFILE_HINT): ProfileError {
  return new ProfileError('not-a-profile', `${what}, not a profile.`, hint)
}

function ascii(text: string): number[] {
  return Array.from(text, (char) => char.charCodeAt(0))
}

import { notAProfile, type Recognizer } from './head.ts'

type Row = readonly [begin: readonly number[], what: string, hint?: string]

const ELF: readonly number[] = [0x7f, ...ascii('ELF')]
const WROTE = 'Drop the profile that it wrote; the program itself is not needed.'
const unpack = (how: string) => `Unpack it (${how}) and drop the profile that is in it.`
const OTHER_TOOL = 'Its own tools can read it.'

/** Files that are often opened in place of a profile: how they begin, what they are, what to do. */
const MAGIC: readonly Row[] = [
  [[0xff, 0xd8, 0xff], 'a JPEG picture'],
  [[0x89, ...ascii('PNG')], 'a PNG picture'],
  [ascii('GIF8'), 'a GIF picture'],
  [ascii('RIFF'), 'a picture, a film or a sound (RIFF)'],
  [ascii('%PDF'), 'a PDF document'],
  [ascii('{\\rtf'), 'a document with fonts (RTF)', 'Save it as plain text and drop that.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'a document of Microsoft Office'],
  [ascii('BZh'), 'a bzip2 archive', unpack('bunzip2')],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a], 'an xz archive', unpack('unxz')],
  [[0x04, 0x22, 0x4d, 0x18], 'an lz4 file', unpack('lz4 -d')],
  [[0x37, 0x7a, 0xbc, 0xaf], 'a 7z archive', unpack('7z x')],
  [ascii('Rar!'), 'a RAR archive', unpack('unrar x')],
  [[0xff, 6, 0, 0, ...ascii('sNaPpY')], 'a snappy file', unpack('snzip -d')],
  [ascii('!<arch>'), 'a library or a Debian package (ar)', WROTE],
  [ELF, 'a program (ELF)', WROTE],
  [[0xcf, 0xfa, 0xed, 0xfe], 'a program (Mach-O)', WROTE],
  [[0xce, 0xfa, 0xed, 0xfe], 'a program (Mach-O)', WROTE],
  [ascii('MZ'), 'a Windows program', WROTE],
  [[0, 0x61, 0x73, 0x6d], 'a WebAssembly program', WROTE],
  [ascii('MDMP'), 'a minidump of Windows', 'It holds memory, not samples: a debugger reads it.'],
  [
    ascii('PERFILE2'),
    'a recording of Linux perf (perf.data)',
    'Convert it with `perf script` and drop what it prints, or with perf_to_profile (github.com/google/perf_data_converter).',
  ],
  [
    [...ascii('FLR'), 0],
    'a Java Flight Recording (JFR)',
    'The converter of async-profiler makes a profile of it: `jfrconv --pprof FILE out.pb.gz`; or open it in JDK Mission Control.',
  ],
  [
    ascii('JAVA PROFILE 1.0'),
    'a heap dump of Java (hprof)',
    'It holds objects, not where they were allocated: Eclipse MAT or VisualVM read it.',
  ],
  [
    ascii('hdrb'),
    'an eventlog of GHC',
    'Tools such as eventlog2html and ThreadScope read it; hs-speedscope makes a speedscope file of it.',
  ],
  [
    ascii('Nettrace'),
    'a trace of .NET (nettrace)',
    '`dotnet-trace convert --format Speedscope FILE` makes a speedscope file of it.',
  ],
  [ascii('gmon'), 'a profile of gprof (gmon.out)', '`gprof PROGRAM FILE` reads it.'],
  [
    [0x81, ...ascii('rforpl'), 0xff],
    'a raw profile of LLVM (profraw)',
    '`llvm-profdata` reads it: it counts branches for the compiler, not time.',
  ],
  [
    [0xff, ...ascii('lprofi'), 0x81],
    'a profile of LLVM (profdata)',
    '`llvm-profdata show` reads it: it counts branches for the compiler, not time.',
  ],
  [ascii('PAR1'), 'a Parquet file', OTHER_TOOL],
  [ascii('SQLite format 3'), 'an SQLite database', OTHER_TOOL],
  [ascii('bplist00'), 'a property list of macOS', OTHER_TOOL],
  [[0xd4, 0xc3, 0xb2, 0xa1], 'a recording of network packets (pcap)', OTHER_TOOL],
  [[0xa1, 0xb2, 0xc3, 0xd4], 'a recording of network packets (pcap)', OTHER_TOOL],
  [[0x0a, 0x0d, 0x0d, 0x0a], 'a recording of network packets (pcapng)', OTHER_TOOL],
]

export const magic: Recognizer = ({ bytes }) => {
  const row = MAGIC.find(([begin]) => startsWith(bytes, begin))
  return row ? notAProfile(`This is ${row[1]}`, row[2]) : null
}

/** By the field e_type of the ELF header, whose order of bytes is told before it (elf(5): ET_CORE). */
export const coreDump: Recognizer = ({ bytes }) => {
  if (!startsWith(bytes, ELF) || bytes.length < 18) return null
  const [low, high] = bytes[5] === 2 ? [17, 16] : [16, 17]
  if (bytes[low] !== 4 || bytes[high] !== 0) return null
  return notAProfile(
    'This is a core dump',
    'It holds a process’s memory, not samples: `dlv core PROGRAM FILE` lists its goroutines and their stacks.',
  )
}

/** Java's classes and programs of macOS for several processors begin alike: few are for more than 30. */
export const javaClass: Recognizer = ({ bytes }) => {
  if (!startsWith(bytes, [0xca, 0xfe, 0xba, 0xbe])) return null
  const isProgram = bytes[4] === 0 && bytes[5] === 0 && bytes[6] === 0 && (bytes[7] ?? 0) < 30
  return notAProfile(isProgram ? 'This is a program (Mach-O)' : 'This is a Java class', WROTE)
}

/** By its header (RFC 1950), once no format knows it: a profile may begin with the same bytes. */
export const zlib: Recognizer = ({ bytes }) => {
  const [method, flags = 0] = bytes
  if (method !== 0x78 || (0x7800 + flags) % 31 !== 0 || !LEVELS.includes(flags)) return null
  return notAProfile(
    'This is zlib data, which is packed like gzip but has another header',
    'Unpack it (`zlib-flate -uncompress`, Python’s zlib.decompress) and drop what comes out.',
  )
}
const LEVELS: readonly number[] = [0x01, 0x9c, 0xda]

/** Python's marshal of a dictionary by (file, line, function). */
export const pythonStats: Recognizer = ({ bytes }) => {
  const begins = [
    [0x7b, 0xa9, 3],
    [0x7b, 0x29, 3],
    [0x7b, 0x28, 3, 0, 0, 0],
  ]
  if (!begins.some((begin) => startsWith(bytes, begin))) return null
  return notAProfile(
    'These are statistics of Python’s cProfile',
    'Python’s pstats and snakeviz read them; py-spy with `--format raw` records stacks that can be dropped here.',
  )
}

function startsWith(bytes: Uint8Array, begin: readonly number[]): boolean {
  return begin.every((byte, i) => bytes[i] === byte)
}

function ascii(text: string): number[] {
  return Array.from(text, (char) => char.charCodeAt(0))
}

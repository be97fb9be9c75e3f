import { byText } from './head.ts'

const AGAIN = 'It no longer has samples: drop the profile that it was printed from.'

/** Texts of tools, by a line of theirs. */
export const toolText = byText([
  [
    /^version https:\/\/git-lfs\.github\.com\/spec\/v1/,
    'a Git LFS pointer: the file itself is stored elsewhere',
    'Fetch it with `git lfs pull` in the repository, then drop it again.',
  ],
  [
    /^<{7} [^\n]*\n(?:[^\n]*\n)*?={7}\r?\n/m,
    'a file with a merge conflict (<<<<<<<, =======, >>>>>>>)',
    'Take one of the two versions: `git checkout --ours FILE` or `--theirs`.',
  ],
  [
    /^\s*flat\s+flat%\s+sum%\s+cum\s+cum%/m,
    'a table that pprof has printed (-top or -tree)',
    AGAIN,
  ],
  [/^ROUTINE ={20,} /m, 'source or machine code that pprof has printed (-list or -disasm)', AGAIN],
  [
    /^ ?[^\n]+: Total [\d.]+\w*( of [^\n]+)?\n\s+[\d.]+\w* +\(/m,
    'labels that pprof has printed (-tags)',
    AGAIN,
  ],
  [/^(strict\s+)?digraph\s/, 'a graph in the DOT language, as `pprof -dot` prints it', AGAIN],
  [
    /^(# callgrind format|version:\s*\d+\s*\n(creator|pid|cmd|events):|creator: callgrind)|^events: [\s\S]*^fn=/m,
    'a profile of callgrind',
    'KCachegrind and callgrind_annotate read it.',
  ],
  [
    /^desc: [^\n]*\ncmd: [^\n]*\ntime_unit:/,
    'a profile of Valgrind’s massif',
    'It is read by ms_print and massif-visualizer.',
  ],
  [
    /WARNING: DATA RACE/,
    'a report of Go’s race detector',
    'It shows the conflicting accesses of two goroutines, each with its stack: read it as text.',
  ],
  [
    /WARNING: ThreadSanitizer|ERROR: (Address|Leak)Sanitizer|==\d+==\s?ERROR/,
    'a report of a sanitizer',
    'Read it as text.',
  ],
  [
    /^--- symbol\r?\n/,
    'a profile in the form of the old pprof of Perl (`--- symbol` before `--- profile`), which has its names in it',
    'Take the profile itself, without `--raw`: `flamedrop PROGRAM FILE`; or what /pprof/profile serves.',
  ],
  [
    /^# Samples: [^\n]* of event|^# Overhead +\w/m,
    'a table that `perf report` has printed',
    '`perf script` prints the samples themselves: drop its output.',
  ],
  [
    /Performance counter stats for /,
    'output of `perf stat`',
    '`perf record -g` and `perf script` make stacks that can be dropped here.',
  ],
  [
    /^@\w*\[\n[\s\S]*?\]: \d+/m,
    'output of bpftrace',
    '`stackcollapse-bpftrace.pl` makes collapsed stacks of it, which can be dropped here.',
  ],
  [
    /^--- Execution profile ---/m,
    'a text of async-profiler (traces, flat)',
    'Record with `-o collapsed`: collapsed stacks can be dropped here.',
  ],
  [/^Flat profile:\n/, 'a table of gprof', 'It has no samples in it.'],
  [
    /^% time +seconds +usecs\/call/,
    'a table of `strace -c`',
    'It counts system calls, without stacks.',
  ],
  [
    /^v8-version,/,
    'a log of `node --prof`',
    '`node --prof-process FILE` reads it; `node --cpu-prof` writes a .cpuprofile, which can be dropped here.',
  ],
  [
    /^jdk\.\w+ \{/m,
    'what `jfr print` has printed',
    'The converter of async-profiler makes a profile of the recording: `jfrconv --pprof FILE out.pb.gz`.',
  ],
  [
    /^Full thread dump /m,
    'a thread dump of Java',
    'It is read as it is; async-profiler records profiles that can be dropped here.',
  ],
  [
    /^# HELP \S+[^\n]*\n# TYPE /m,
    'a page of metrics (Prometheus)',
    'They are numbers without stacks: profiles are at /debug/pprof/….',
  ],
  [/^memray\b/, 'a recording of memray', '`memray flamegraph FILE` draws it.'],
  [
    /^(?:[0-9a-f]{6,8}:? {1,2}(?:[0-9a-f]{2,4} ){4}|(?:1f8b08|28b52ffd)[0-9a-f]{32})/i,
    'binary data printed as hexadecimal numbers',
    '`xxd -r FILE OUT` makes a file of it again (`xxd -r -p` where it is nothing but digits): drop that.',
  ],
  [
    /^HTTP\/[\d.]+ 2\d\d/,
    'an answer of HTTP with its header lines',
    'Save it without them: `curl -o FILE URL`, without `-i`.',
  ],
  [
    /^--\S+\r?\ncontent-disposition: form-data/i,
    'an upload of a form (multipart)',
    'The profile is one of its parts: save that by itself.',
  ],
  [/^JOB "/, 'a heap profile of GHC (.hp)', '`hp2ps` and hp2pretty draw it.'],
  [
    /^mode: (set|count|atomic)\n/,
    'a coverage profile of Go',
    '`go tool cover -html=FILE` shows it.',
  ],
  [
    /^goos: \w+\ngoarch: /,
    'output of `go test -bench`',
    '`benchstat` reads it; `-cpuprofile cpu.pb.gz` writes a profile beside it.',
  ],
  [
    /^Analysis of sampling |^Call graph:\n/m,
    'output of the `sample` tool of macOS',
    'Read it as text.',
  ],
  [/^\d+ function calls .* in [\d.]+ seconds/m, 'output of Python’s cProfile', 'Read it as text.'],
  [/^-----BEGIN [A-Z ]+-----/, 'a certificate or key (PEM)'],
  [/^#!/, 'a script'],
  [
    /^package \w+\n/,
    'program code of Go',
    'Source is shown beside a profile, in the Source view: drop the profile.',
  ],
])

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

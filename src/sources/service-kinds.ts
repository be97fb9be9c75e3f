/** What is known about a profile before it is fetched. */
export interface ServiceProfileKind {
  /** What it shows, in words. */
  readonly words: string
  /** What its count in the index means; "" if the index has no count. */
  readonly counted: string
  /** The default length of a recording in seconds; 0 if it is not recorded over a time. */
  readonly records: number
  /** Whether `seconds` gives the difference over that time (Go 1.15 and newer). */
  readonly delta: boolean
}

const at = (words: string, counted: string): ServiceProfileKind => ({
  words,
  counted,
  records: 0,
  delta: true,
})

const KINDS: ReadonlyMap<string, ServiceProfileKind> = new Map([
  [
    'profile',
    { words: 'CPU: where the time goes while it records', counted: '', records: 30, delta: false },
  ],
  ['heap', at('memory that is in use now, and who allocated it', 'record')],
  ['goroutine', at('every goroutine and where it is: what is stuck, what leaks', 'goroutine')],
  ['allocs', at('all memory allocated since the start, also what was freed', 'record')],
  ['mutex', at('who holds locks that others wait for', 'record')],
  ['block', at('where goroutines wait for channels and locks', 'record')],
  ['threadcreate', at('what made the program start threads', 'thread')],
  [
    'trace',
    {
      words:
        'execution trace: how long goroutines wait for the network, each other, system calls, a processor',
      counted: '',
      records: 1,
      delta: false,
    },
  ],
  ['cmdline', { words: 'the command line of the program', counted: '', records: 0, delta: false }],
  [
    'goroutineleak',
    {
      words: 'goroutines that can never continue, as the garbage collector finds them',
      counted: 'goroutine',
      records: 0,
      delta: false,
    },
  ],
])

/** A custom profile of the service. */
const CUSTOM: ServiceProfileKind = {
  words: 'a profile that the program defines',
  counted: 'record',
  records: 0,
  delta: false,
}

/** What is known about a profile of a service, by its name. */
export function serviceProfileKind(name: string): ServiceProfileKind {
  return KINDS.get(name) ?? CUSTOM
}

/** The hint for profiles that are empty unless the program enables them. */
export function whyEmpty(name: string): string {
  if (name === 'mutex') return 'Empty unless the program calls runtime.SetMutexProfileFraction.'
  if (name === 'block') return 'Empty unless the program calls runtime.SetBlockProfileRate.'
  return ''
}

/**
 * What functions of Go's runtime and of its system interface do for a program: found by their
 * names, as bits. The names are those of Go 1.12 to 1.27.
 */
export const Role = {
  collect: 1,
  allocate: 2,
  lock: 4,
  systemCall: 8,
  copy: 16,
  schedule: 32,
  /** Marks a stack as one of a Go program. */
  go: 64,
} as const

const ROLES: readonly { readonly role: number; readonly names: RegExp }[] = [
  {
    role: Role.collect,
    names:
      /^runtime\.(gcBgMarkWorker|gcAssistAlloc\d?|gcStart|gcMarkDone|gcMarkTermination|gcDrain\w*|bgsweep|bgscavenge|sweepone|scanobject|scanSpan\w*|GC)$/,
  },
  {
    role: Role.allocate,
    names:
      /^runtime\.(mallocgc\w*|newobject|newarray|makeslice(64|copy)?|growslice\w*|makemap\w*|makechan|concatstring\w*|slicebytetostring|stringtoslicebyte|rawstring\w*|rawbyteslice|convT\w*)$/,
  },
  {
    role: Role.lock,
    names:
      /^(runtime\.(lock2?|unlock2?|lockWithRank|unlockWithRank|futex\w*|procyield|osyield|semacquire\w*|semrelease\w*)|(internal\/)?sync\.\(\*(Mutex|RWMutex)\)\.(\w*[lL]ock\w*|\w*Lock)|(internal\/)?sync\.runtime_\w+)$/,
  },
  {
    role: Role.systemCall,
    names:
      /^((internal\/runtime\/|runtime\/internal\/)?syscall\.(Raw)?Syscall\w*|(internal\/runtime\/syscall(\/linux)?|runtime\/internal\/syscall)\.Syscall6|syscall\.(raw)?(v|sys)?syscall\w*|golang\.org\/x\/sys\/(unix|windows)\.\w*[sS]yscall\w*|runtime\.cgocall)$/,
  },
  { role: Role.copy, names: /^runtime\.(memmove|memclrNoHeapPointers\w*|typedmemmove)$/ },
  {
    role: Role.schedule,
    names: /^runtime\.(schedule|findRunnable|findrunnable|park_m|mcall|stopm|netpoll|gosched_m)$/,
  },
  { role: Role.go, names: /^(runtime\.|runtime\/)/ },
]

/** The roles of a function, as a union of bits. */
export function rolesOf(name: string): number {
  let roles = 0
  // Names of no other package play a role.
  if (!/^(runtime|internal\/|sync\.|syscall\.|golang\.org\/x\/sys)/.test(name)) return 0
  for (const { role, names } of ROLES) if (names.test(name)) roles |= role
  return roles
}

import type { Header, ValueType } from '../../profile/profile.ts'

/**
 * The frames that belong to the recording and not to the program, as the reference sets them for
 * formats that cannot say so themselves. The loader drops them by name (drop-frames.ts).
 */
export function droppedFrames(
  sampleTypes: readonly ValueType[],
): Pick<Header, 'dropFrames' | 'keepFrames'> {
  const types = sampleTypes.map(({ type }) => type).join()
  if (heapTypes.has(types)) {
    return { dropFrames: allocators.join('|'), keepFrames: runtimeCalls.join('|') }
  }
  if (types === 'contentions,delay') return { dropFrames: locks.join('|'), keepFrames: '' }
  return { dropFrames: signalHandlers.join('|'), keepFrames: '' }
}

const heapTypes = new Set([
  'allocations,size',
  'objects,space',
  'inuse_objects,inuse_space',
  'alloc_objects,alloc_space',
  'alloc_objects,alloc_space,inuse_objects,inuse_space',
])

const posix =
  'calloc cfree malloc free memalign do_memalign (__)?posix_memalign pvalloc valloc realloc'
const tcmalloc =
  'tcmalloc::.* tc_calloc tc_cfree tc_malloc tc_free tc_memalign tc_posix_memalign tc_pvalloc ' +
  'tc_valloc tc_realloc tc_new tc_delete tc_newarray tc_deletearray tc_new_nothrow ' +
  'tc_newarray_nothrow'
const macos =
  'malloc_zone_malloc malloc_zone_calloc malloc_zone_valloc malloc_zone_realloc ' +
  'malloc_zone_memalign malloc_zone_free'
const others =
  'BaseArena::.* (::)?do_malloc_no_errno (::)?do_malloc_pages (::)?do_malloc DoSampledAllocation ' +
  'MallocedMemBlock::MallocedMemBlock _M_allocate __builtin_(vec_)?delete __builtin_(vec_)?new ' +
  '__gnu_cxx::new_allocator::allocate __libc_malloc __malloc_alloc_template::allocate allocate ' +
  'cpp_alloc'

const allocators = [
  ...`${posix} ${tcmalloc} ${macos} runtime\\..* ${others}`.split(' '),
  'operator new(\\[\\])?',
  'simple_alloc::allocate',
]

/** Go runtime functions that stand in the middle of a stack, between the program's own. */
const runtimeCalls = ['runtime\\.panic', 'runtime\\.reflectcall', 'runtime\\.call[0-9]*']

const signalHandlers = [
  'ProfileData::Add',
  'ProfileData::prof_handler',
  'CpuProfiler::prof_handler',
  '__pthread_sighandler',
  '__restore',
]

const locks = [
  'RecordLockProfileData',
  '(base::)?RecordLockProfileData.*',
  '(base::)?SubmitMutexProfileData.*',
  '(base::)?SubmitSpinLockProfileData.*',
  '(base::Mutex::)?AwaitCommon.*',
  '(base::Mutex::)?Unlock.*',
  '(base::Mutex::)?UnlockSlow.*',
  '(base::Mutex::)?ReaderUnlock.*',
  '(base::MutexLock::)?~MutexLock.*',
  '(Mutex::)?AwaitCommon.*',
  '(Mutex::)?Unlock.*',
  '(Mutex::)?UnlockSlow.*',
  '(Mutex::)?ReaderUnlock.*',
  '(MutexLock::)?~MutexLock.*',
  '(SpinLock::)?Unlock.*',
  '(SpinLock::)?SlowUnlock.*',
  '(SpinLockHolder::)?~SpinLockHolder.*',
]

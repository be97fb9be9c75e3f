import { ProfileError } from '../profile/error.ts'
import type { Profile } from '../profile/profile.ts'
import { collapsedStacks } from './collapsed-stacks/index.ts'
import { isDamagedProfile, otherSchema } from './foreign/protobuf.ts'
import { type Format, only } from './format.ts'
import { goTrace } from './go-trace.ts'
import { decodeGoroutineDumps } from './goroutine-dump/index.ts'
import { decodeGoCountInLog, decodeLegacy } from './legacy/index.ts'
import { jemallocHeap } from './legacy/jemalloc.ts'
import { unwrapped } from './log/index.ts'
import { otlpJson, otlpProto } from './otlp/index.ts'
import { perfScript } from './perf-script/index.ts'
import { decodeProtoFile, looksLikeProto } from './proto.ts'
import { rawText } from './raw-text/index.ts'
import { isText, startsAsMarkup } from './text.ts'
import { tracesText } from './traces-text/index.ts'
import { v8CpuProfile } from './v8/cpu-profile.ts'
import { v8HeapProfile } from './v8/heap-profile.ts'

/** Every format, in the order in which they are tried. */
export const FORMATS: readonly Format[] = [
  goTrace,
  otlpProto,
  otlpJson,
  v8CpuProfile,
  v8HeapProfile,
  jemallocHeap,
  perfScript,
  rawText,
  tracesText,
  collapsedStacks,
  {
    name: 'profile.proto',
    pprofReads: true,
    // Some letters are the tag of a field of a profile too: whether it is text is decided by what
    // follows.
    recognizes: (bytes) => looksLikeProto(bytes) && !isText(bytes),
    async decode(bytes, checkpoint) {
      try {
        const profiles = await decodeProtoFile(bytes, checkpoint)
        // What has no field in common with a profile reads as an empty one.
        const other = profiles[0]?.samples.count === 0 ? otherSchema(bytes) : null
        if (other) throw other
        return profiles.map((profile) => ({ name: '', profile }))
      } catch (error) {
        if (!(error instanceof ProfileError) || error.kind !== 'malformed') throw error
        const other = otherSchema(bytes)
        if (!other && !isDamagedProfile(bytes)) return null
        throw other ?? error
      }
    },
  },
  {
    name: 'formats from before profile.proto',
    pprofReads: true,
    recognizes: (bytes) => !startsAsMarkup(bytes),
    decode: async (bytes) => onlyIf(decodeLegacy(bytes)),
  },
  {
    name: 'goroutine dump',
    recognizes: () => true,
    decode: (bytes, checkpoint) => decodeGoroutineDumps(unwrapped(bytes), checkpoint),
  },
  {
    name: 'goroutine profile in a log',
    recognizes: () => true,
    decode: async (bytes) => onlyIf(decodeGoCountInLog(bytes)),
  },
]

function onlyIf(profile: Profile | null): ReturnType<typeof only> | null {
  return profile && only(profile)
}

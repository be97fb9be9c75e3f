import { CancelledError, ProfileError } from '../../profile/error.ts'
import type { Format, NamedProfile } from '../format.ts'
import { malformed } from '../ids.ts'
import { jsonOutline, outlineFrom, parseJson } from '../json.ts'
import { Collector } from './collect.ts'
import { openJson } from './json.ts'
import { LENGTH_BYTES, looksLikeOtlp, looksLikeRecords } from './recognize.ts'
import { openWire } from './wire.ts'

/** OpenTelemetry profiles in protobuf: one message, or records with their lengths before them. */
export const otlpProto: Format = {
  name: 'OpenTelemetry profiles',
  recognizes: (bytes) => looksLikeOtlp(bytes) || looksLikeRecords(bytes),
  async decode(bytes, checkpoint) {
    const collector = new Collector()
    if (looksLikeOtlp(bytes)) {
      await wireErrors(() => collector.add(openWire(bytes), checkpoint))
      return collector.finish()
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    for (let at = 0; at < bytes.length; ) {
      const from = at + LENGTH_BYTES
      const end = from + (from <= bytes.length ? view.getUint32(at) : 0)
      if (end > bytes.length) {
        if (at === 0) throw malformed('its first record runs past the end of the file', at)
        return withWarning(collector.finish())
      }
      const record = bytes.subarray(from, end)
      await wireErrors(() => collector.add(openWire(record), checkpoint))
      at = end
      await checkpoint('decode', at, bytes.length)
    }
    return collector.finish()
  },
}

/** The same as JSON: one message, or one on each line. */
export const otlpJson: Format = {
  name: 'OpenTelemetry profiles as JSON',
  recognizes: (bytes) => {
    const keys = jsonOutline(bytes)?.keys
    return keys !== undefined && (keys.has('resourceProfiles') || keys.has('resource_profiles'))
  },
  async decode(bytes, checkpoint) {
    const collector = new Collector()
    let at = 0
    for (let outline = outlineFrom(bytes, at); outline; outline = outlineFrom(bytes, at)) {
      if (at > 0 && outline.isOpen) return withWarning(collector.finish())
      const message = parseJson(bytes.subarray(at, outline.end), 'OpenTelemetry profile', outline)
      await collector.add(openJson(message), checkpoint)
      at = outline.end
      await checkpoint('decode', at, bytes.length)
    }
    return collector.finish()
  },
}

function withWarning(profiles: readonly NamedProfile[]): readonly NamedProfile[] {
  const warning = 'The file is truncated within an export; only the exports before it are shown.'
  return profiles.map(({ name, profile }) => ({
    name,
    profile: { ...profile, warnings: [...profile.warnings, warning] },
  }))
}

/** The reader throws RangeErrors, and Errors about the wire format. */
async function wireErrors(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (error instanceof ProfileError || error instanceof CancelledError) throw error
    throw malformed(error instanceof Error ? error.message : String(error))
  }
}

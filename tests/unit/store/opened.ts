import type { ProgramIdentity } from '../../../src/engine/series/program.ts'

/** A profile that does not say which program it is of, by what it counts. */
export function unknownProgram(
  sampleTypes: readonly { readonly type: string; readonly unit: string }[] = [],
): ProgramIdentity {
  const kind = sampleTypes.map(({ type, unit }) => `${type}/${unit}`).join()
  return { kind, file: '', buildId: '', sources: '', instance: '' }
}

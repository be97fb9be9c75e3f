import type { Profile } from './profile.ts'

/** The label that marks samples of the base in a difference (pprof's name for it). */
export const BASE_LABEL = 'pprof::base'

/** A byte per label set: whether it marks samples of the base; null where none does. */
export function baseSets({ labels, strings }: Profile): Uint8Array | null {
  let sets: Uint8Array | null = null
  for (let set = 0; set < labels.count; set++) {
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      if (strings.get(labels.str[i]!) !== 'true' || strings.get(labels.key[i]!) !== BASE_LABEL)
        continue
      sets ??= new Uint8Array(labels.count)
      sets[set] = 1
    }
  }
  return sets
}

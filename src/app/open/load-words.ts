import type { Load } from '../../store/session.ts'
import { bytesText } from '../../ui/words.ts'

type Phase = Load['phase']

const WORDS: Readonly<Record<Phase, string>> = {
  download: 'Downloading',
  read: 'Reading',
  inflate: 'Decompressing',
  decode: 'Decoding',
  stacks: 'Building the stacks',
  aggregate: 'Adding up',
}

/** Phases that count bytes; the others count samples or nodes. */
const IN_BYTES: readonly Phase[] = ['download', 'read', 'inflate', 'decode']

/** How far the phase is, 0 … 1; null where the end is not known. */
export function loadShare({ done, total }: Load): number | null {
  return total > 0 ? Math.min(1, done / total) : null
}

/** Decompressing: 12.4 MB of 63.0 MB, 20% */
export function loadWords(load: Load): string {
  const { phase, done, total } = load
  const share = loadShare(load)
  const percent = share === null ? '' : `${Math.floor(share * 100)}%`
  if (!IN_BYTES.includes(phase)) return [WORDS[phase], percent].filter(Boolean).join(': ')
  if (done === 0 && total === 0) return `${WORDS[phase]}…`
  if (share === null) return `${WORDS[phase]}: ${bytesText(done)}`
  return `${WORDS[phase]}: ${bytesText(done)} of ${bytesText(total)}, ${percent}`
}

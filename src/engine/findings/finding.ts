/** What a single profile says at first sight, in words that its numbers carry. */
export interface ProfileFinding {
  /** Names what was found, for tests and for colours; stable. */
  readonly id: string
  /** A sentence that can be pasted. */
  readonly sentence: string
  /** How it is known: figures, how sure they are, what they do not say. "" where that is all. */
  readonly evidence: string
  /** Share of what 100 % is, from 0 to 1: what it is about. */
  readonly share: number
  readonly show: FindingTarget
}

/** What has to be looked at to see it: call paths, functions by weight, one's callers, or waits. */
export type FindingSubject = 'stacks' | 'functions' | 'callers' | 'waits'

/** Where it shows. */
export interface FindingTarget {
  readonly subject: FindingSubject
  /** A function to select; "" for none. */
  readonly frame: string
  /** A regexp for the filter focus; "" for none. */
  readonly focus: string
  /** The sample type to look at; "" leaves it. */
  readonly sampleType: string
}

/** As many as are read in a minute. */
export const MOST_FINDINGS = 5

export const NOWHERE: FindingTarget = { subject: 'stacks', frame: '', focus: '', sampleType: '' }

import type { ReactNode } from 'react'

/** One of several that a person may choose. */
export interface Option<Value extends string> {
  readonly value: Value
  readonly label: string
  /** A sentence on what it does. */
  readonly help?: string
  /** A figure or a key beside the label. */
  readonly hint?: ReactNode
  readonly disabled?: boolean
}

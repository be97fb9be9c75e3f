export type SideName = 'old' | 'new'

/** What there is of each side of a comparison. */
export type Sides<T> = Readonly<Record<SideName, T>>

/** Values and the places at which they were measured. */
export interface Points {
  /** Seconds, or 0, 1, 2 …; ascending. */
  readonly places: readonly number[]
  /** One per place; at least two. */
  readonly values: ArrayLike<number>
  /** The value of a single event: 1 for goroutines, the bytes that a recorded object stands for. */
  readonly unit: number
}

/** The difference between two consecutive values. */
export interface Step {
  readonly by: number
  readonly time: number
}

/** The steps between consecutive values, one fewer than there are values. */
export function stepsOf({ values, places }: Pick<Points, 'places' | 'values'>): Step[] {
  return places.slice(1).map((place, i) => ({
    by: values[i + 1]! - values[i]!,
    time: place - places[i]!,
  }))
}

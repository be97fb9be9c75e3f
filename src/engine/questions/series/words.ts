import { packageOf } from '../../profile/package.ts'
import { percentage } from '../../profile/units.ts'
import type { Series } from '../../series/series.ts'
import type { SeriesFrame } from '../../series/stacks.ts'
import { type Trend, trendOf } from '../../series/trend.ts'
import type { FrameText } from '../../session/answers.ts'
import type { SeriesCall, SeriesCourse } from './answers.ts'

/** @param trend of the values, where it is known already */
export function courseOf(
  series: Series,
  values: readonly number[],
  trend: Trend = trendOf(values, series.placed.places),
): SeriesCourse {
  const { total } = series
  const { growth, rose, fell, slope } = trend
  return {
    values,
    firstText: series.format(values[0] ?? 0),
    lastText: series.format(values.at(-1) ?? 0),
    growth,
    growthText: signed(series, growth),
    share: total.growth > 0 && growth > 0 ? percentage(growth, total.growth).trim() : '',
    ...{ rose, fell },
    slopeText: slopeText(series, slope),
  }
}

/** A value with its sign; zero has none. */
export function signed(series: Series, value: number): string {
  return value > 0 ? `+${series.format(value)}` : series.format(value)
}

function slopeText(series: Series, slope: number): string {
  const { timed } = series.placed
  // Not the negative zero that small falls are rounded to.
  const rounded = Math.round(timed ? slope * 60 : slope) || 0
  return `${signed(series, rounded)}/${timed ? 'min' : 'step'}`
}

/** A frame of a series, with its place in words. */
export function callOf(frame: SeriesFrame): SeriesCall {
  const { file, line, kind } = frame
  const base = file.slice(file.lastIndexOf('/') + 1)
  const place = base !== '' && line > 0 ? `${base}:${line}` : base
  return { frame: textOf(frame), place, kind }
}

/** No frame of one selection: by its function's name it can be selected, and filtered by. */
export function textOf({ name, file, line }: Omit<SeriesFrame, 'kind'>): FrameText {
  return { key: -1, name, file, line, package: packageOf(name) }
}

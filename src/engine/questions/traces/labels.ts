import { compareText } from '../../profile/format.ts'
import { inexactLabel, type LabelSets } from '../../profile/labels.ts'
import type { Profile } from '../../profile/profile.ts'
import { exactLabelText } from '../../profile/units.ts'
import { rangeFilters, textFilters } from '../../select/label-filter-texts.ts'
import { labelUnits } from '../../select/label-filters.ts'

/** One value of a sample's label. */
export interface TraceLabel {
  readonly key: string
  /** As pprof prints it: a text, or a number in the unit that suits it. */
  readonly text: string
  /** What tagfocus takes to keep the samples that have it; "" where pprof's syntax has nothing. */
  readonly tagfocus: string
}

/** The labels of each label set, put together when first needed: texts before numbers. */
export class TraceLabels {
  private readonly known: (readonly TraceLabel[] | undefined)[] = []
  private readonly units: ReadonlyMap<number, string>

  /** @param labels those that are shown of the profile's */
  constructor(
    private readonly profile: Profile,
    private readonly labels: LabelSets,
  ) {
    this.units = labelUnits(profile).units
  }

  of(set: number): readonly TraceLabel[] {
    this.known[set] ??= this.compose(set)
    return this.known[set]
  }

  private compose(set: number): TraceLabel[] {
    const { labels } = this
    const { strings } = this.profile
    const texts: TraceLabel[] = []
    const numbers: TraceLabel[] = []
    for (let i = labels.first[set]!; i < labels.first[set + 1]!; i++) {
      const key = strings.get(labels.key[i]!)
      if (labels.str[i] !== 0) {
        const text = strings.get(labels.str[i]!)
        texts.push({ key, text, tagfocus: textFilters(key, text).focus })
      } else {
        const value = labels.num[i]!
        const unit = this.units.get(labels.key[i]!) ?? ''
        const text = exactLabelText(value, inexactLabel(labels, i), unit, 'auto')
        numbers.push({ key, text, tagfocus: rangeFilters(key, value, value, unit).focus })
      }
    }
    const byKey = (a: TraceLabel, b: TraceLabel): number => compareText(a.key, b.key)
    return [...texts.sort(byKey), ...numbers.sort(byKey)]
  }
}

import type { NewLabel } from '../../profile/builder.ts'
import type { AttributeValue, Dictionary, OtlpAttribute } from './model.ts'
import { plain } from './wire-fields.ts'

/** Values of a list that become labels of their own; a longer list is one label. */
const MOST_VALUES = 16

/** Attributes of the profile's or its resource's that every sample is labelled with. */
const MOST_COMMON = 128

/** What pprof's header says, in attributes (OpenTelemetry's registry). */
const PPROF = 'pprof.'

/** Labels of an attribute: its numbers with their unit, all else as text. */
export function labelsOf({ key, value, unit }: OtlpAttribute): NewLabel[] {
  if (Array.isArray(value)) {
    if (value.length > MOST_VALUES) return labelsOf({ key, value: json(value), unit })
    return value.flatMap((one: AttributeValue) => labelsOf({ key, value: one, unit }))
  }
  if (typeof value === 'bigint') return [{ key, number: value, unit }]
  if (typeof value === 'number') {
    // Labels hold whole numbers.
    if (Number.isSafeInteger(value)) return [{ key, number: value, unit }]
    return [{ key, text: unit === '' ? String(value) : `${value} ${unit}` }]
  }
  const text = typeof value === 'object' && 'json' in value ? value.json : String(value)
  return text === '' ? [] : [{ key, text }]
}

/** Labels that all samples of a profile have, and how many are left out of them. */
export function commonLabels(attributes: readonly OtlpAttribute[]): {
  labels: readonly NewLabel[]
  leftOut: number
} {
  const labels = attributes.filter(({ key }) => !key.startsWith(PPROF)).flatMap(labelsOf)
  return {
    labels: labels.slice(0, MOST_COMMON),
    leftOut: Math.max(0, labels.length - MOST_COMMON),
  }
}

/** Labels of a sample: its attributes, the span that it was taken in. */
export function sampleLabels(
  dictionary: Dictionary,
  attributes: readonly number[],
  linkIndex: number,
): NewLabel[] {
  const labels = attributes.flatMap((index) => {
    const attribute = dictionary.attribute(index)
    return attribute ? labelsOf(attribute) : []
  })
  const link = dictionary.link(linkIndex)
  if (link?.trace) labels.push({ key: 'trace_id', text: link.trace })
  if (link?.span) labels.push({ key: 'span_id', text: link.span })
  return labels
}

/** The value of the first of these keys that is a text. */
export function textOf(
  attributes: readonly (OtlpAttribute | null)[],
  keys: readonly string[],
): string {
  for (const wanted of keys) {
    const found = attributes.find((attribute) => attribute?.key === wanted)
    if (typeof found?.value === 'string' && found.value !== '') return found.value
  }
  return ''
}

/** Whether an attribute of this key is true. */
export function isSet(attributes: readonly (OtlpAttribute | null)[], key: string): boolean {
  return attributes.some((attribute) => attribute?.key === key && attribute.value === true)
}

function json(value: AttributeValue): AttributeValue {
  return { json: JSON.stringify(plain(value)) }
}

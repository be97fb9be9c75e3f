import { useCallback, useMemo } from 'react'
import { useStore } from 'zustand'
import { type ViewField, withFieldValue } from './fields.ts'
import { changeView, type Step, viewStore } from './navigation.ts'

/** Sets the field: as a step that Back undoes, or as a change of the present step. */
export function setField<T>(field: ViewField<T>, value: T, step: Step = 'push'): void {
  changeView((view) => withFieldValue(view, field, value), step)
}

/** The field's value and its setter. The field must be a constant of its module. */
export function useField<T>(field: ViewField<T>): readonly [T, (value: T, step?: Step) => void] {
  const text = useStore(viewStore, (view) => view.fields.find(([url]) => url === field.url)?.[1])
  const value = useMemo(
    () => (text === undefined ? field.initial : (field.parse(text) ?? field.initial)),
    [text, field],
  )
  const set = useCallback((next: T, step?: Step) => setField(field, next, step), [field])
  return [value, set]
}

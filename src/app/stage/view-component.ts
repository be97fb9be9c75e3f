import { type ComponentType, lazy } from 'react'
import type { LoadView } from '../../store/view-descriptor.ts'

const loaded = new Map<LoadView, ComponentType>()
const given = new Map<LoadView, ComponentType>()

/** Loads a view's code ahead, so that it is on the stage at once when it is first shown. */
export async function loadAhead(load: LoadView): Promise<void> {
  loaded.set(load, await load())
}

/** The component of a view; it suspends while its code is under way. */
export function componentOf(load: LoadView): ComponentType {
  // One for good: React would take another one for another view, and forget its state.
  let component = given.get(load)
  if (!component) {
    component = loaded.get(load) ?? lazy(async () => ({ default: await load() }))
    given.set(load, component)
  }
  return component
}

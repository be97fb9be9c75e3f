import type { ViewDescriptor } from '../src/store/view-descriptor.ts'

export function viewList(): Promise<readonly ViewDescriptor[]>

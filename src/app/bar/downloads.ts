import { engine } from '../../store/engine.ts'
import { fail } from '../../store/failures.ts'
import { fileNameOf } from '../../store/found.ts'
import { viewStore } from '../../store/navigation.ts'
import type { OpenProfile } from '../../store/open-profile.ts'
import { asTask } from '../../store/transient.ts'
import { effectiveOptions } from '../../store/view.ts'
import { saveFile, unpackedName } from '../../ui/save-file.ts'
import { isCancelled } from '../../worker/client.ts'

/** Saves the profile as it came, byte by byte. */
export function saveOriginal(profile: OpenProfile): void {
  saveFile(fileNameOf(profile), profile.original)
}

/** Saves what the filters leave of the profile, as a profile of its own. */
export async function saveFiltered({ id, name }: OpenProfile): Promise<void> {
  if (id === null) return
  const { options, off } = viewStore.getState()
  const file = filteredName(name)
  const query = {
    type: 'filtered-profile',
    profile: id,
    options: effectiveOptions(options, off),
  } as const
  try {
    const { bytes } = await asTask(`Preparing ${file}`, (signal) => engine().ask(query, { signal }))
    saveFile(file, new Blob([new Uint8Array(bytes)], { type: 'application/octet-stream' }))
  } catch (error) {
    if (!isCancelled(error)) fail(file, error)
  }
}

/** cpu.pb.gz → cpu.filtered.pb.gz */
export function filteredName(name: string): string {
  return `${unpackedName(name)}.filtered.pb.gz`
}

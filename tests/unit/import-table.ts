import { readFileSync } from 'node:fs'

/** A row of the table of imports in a README: a folder ("profile/") or a file ("load.ts"). */
export interface ImportRow {
  readonly name: string
  /** Rows that it may import. */
  readonly imports: readonly string[]
}

/** Folders, relative to the root of the project, whose README has such a table. */
export const LAYERED = ['src', 'src/engine'] as const

export const ROOT = new URL('../../', import.meta.url)

/** The table of imports in a folder's README, in its order. */
export function importTable(folder: string): readonly ImportRow[] {
  const text = readFileSync(new URL(`${folder}/README.md`, ROOT), 'utf8')
  const rows = text.matchAll(/^\| `([^`]+)`\s*\|[^|]*\|([^|]*)\|$/gm)
  return Array.from(rows, ([, name, imports]) => ({
    name: name!,
    imports: Array.from(imports!.matchAll(/`([^`]+)`/g), ([, other]) => other!),
  }))
}

import { dirname, isAbsolute, join } from 'node:path'
import { splitList, trimPath } from '../engine/profile/paths.ts'
import type { ReadSource } from '../engine/report/source.ts'
import type { Options } from '../engine/select/options.ts'
import { readSourceText } from './file-bytes.ts'
import { SourceRoots } from './source-roots.ts'

/**
 * Reads the source files that a profile names: an absolute path as it is, a relative one in the
 * folders of the search path and their parents. (Rule: github.com/google/pprof,
 * internal/report/source.go.) Files that are not there are searched for by the end of their path
 * in the folders of an explicit search path.
 */
export async function sourceReader(
  options: Pick<Options, 'source_path' | 'trim_path'>,
): Promise<ReadSource> {
  const searchPath = options.source_path || process.cwd()
  // A file of the same name below the current folder may be unrelated.
  const roots = await SourceRoots.read(splitList(options.source_path))
  const known = new Map<string, readonly string[]>()
  const text = (file: string, trimmed: string): string => {
    try {
      return find(trimmed, searchPath)
    } catch (error) {
      const place = roots.locate(file)
      if (place === null) throw error
      return read(place)
    }
  }
  return (file) => {
    let lines = known.get(file)
    if (!lines) {
      lines = splitLines(text(file, trimPath(file, options.trim_path, searchPath)))
      known.set(file, lines)
    }
    return lines
  }
}

function find(file: string, searchPath: string): string {
  if (isAbsolute(file)) return read(file)
  for (const start of splitList(searchPath)) {
    for (let folder = start; ; folder = dirname(folder)) {
      try {
        return readSourceText(join(folder, file))
      } catch {
        // It is not here: try the parent folder.
      }
      if (dirname(folder) === folder) break
    }
  }
  throw new Error(`could not find file ${file} on path ${searchPath}`)
}

function read(file: string): string {
  try {
    return readSourceText(file)
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const reason = code === 'ENOENT' ? 'no such file or directory' : message
    throw new Error(`open ${file}: ${reason}`)
  }
}

function splitLines(text: string): string[] {
  const lines = text.split(/\r?\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

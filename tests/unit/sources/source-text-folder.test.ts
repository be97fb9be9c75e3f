import { describe, expect, test } from 'vitest'
import { readSourcePath } from '../../../src/engine/source-text/source-path.ts'
import type { SourceTextFolder } from '../../../src/sources/source-text-folder.ts'
import { FolderIndex } from '../../../src/sources/source-text-index.ts'

function folderOf(...paths: string[]): SourceTextFolder {
  return {
    name: paths[0]!.split('/')[0]!,
    async *files() {
      for (const path of paths) yield { path, open: async () => new File([path], path) }
    },
  }
}

async function found(recorded: string, ...paths: string[]): Promise<string[]> {
  const matches = await new FolderIndex(folderOf(...paths)).find(readSourcePath(recorded))
  return matches.map(({ file }) => file.path)
}

describe('a file of the folder is the one whose path ends alike', () => {
  test.each([
    // What the profile names, files of the folder, which of them are meant.
    ['/srv/leakdemo/main.go', ['src/leakdemo/main.go'], ['src/leakdemo/main.go']],
    ['/srv/leakdemo/main.go', ['leakdemo/main.go'], ['leakdemo/main.go']],
    ['/build/app/main.go', ['myapp/main.go', 'myapp/x/main.go'], ['myapp/main.go']],
    ['main.go', ['src/a/main.go', 'src/main.go'], ['src/main.go', 'src/a/main.go']],
    [
      '/a/x/run.go',
      ['src/y/run.go', 'src/x/run.go', 'src/a/x/run.go'],
      ['src/a/x/run.go', 'src/x/run.go'],
    ],
    [
      'github.com/!burnt!sushi/toml@v1.2.3/decode.go',
      [
        'mod/github.com/!burnt!sushi/toml@v1.1.0/decode.go',
        'mod/github.com/!burnt!sushi/toml@v1.2.3/decode.go',
      ],
      [
        'mod/github.com/!burnt!sushi/toml@v1.2.3/decode.go',
        'mod/github.com/!burnt!sushi/toml@v1.1.0/decode.go',
      ],
    ],
    ['github.com/o/toml@v1.2.3/decode.go', ['toml/decode.go'], ['toml/decode.go']],
    ['C:\\work\\app\\main.go', ['app/main.go'], ['app/main.go']],
    [
      '/app/vendor/github.com/o/r/x.go',
      ['vendor/github.com/o/r/x.go'],
      ['vendor/github.com/o/r/x.go'],
    ],
    ['/usr/lib/go-1.19/src/fmt/print.go', ['src/fmt/print.go'], ['src/fmt/print.go']],
    // The name alone is not enough for a file that is known to be elsewhere.
    ['/usr/lib/go-1.19/src/runtime/proc.go', ['app/proc.go', 'app/a/proc.go'], []],
    ['/srv/leakdemo/main.go', ['app/other.go'], []],
    ['', ['app/main.go'], []],
  ])('%s', async (recorded, paths, expected) => {
    expect(await found(recorded, ...paths)).toEqual(expected)
  })

  test('the folder is read once, when the first file is looked for', async () => {
    let reads = 0
    const folder = folderOf('a/main.go')
    const index = new FolderIndex({
      name: 'a',
      files: () => {
        reads++
        return folder.files()
      },
    })
    expect(reads).toBe(0)
    await index.find(readSourcePath('a/main.go'))
    await index.find(readSourcePath('a/other.go'))
    expect(reads).toBe(1)
  })
})

import { frameKind, isDependency } from '../../goroutines/frame-kind.ts'
import { packageOf } from '../../profile/package.ts'
import type { Profile } from '../../profile/profile.ts'
import type { EngineSession } from '../../session/session.ts'

/** Asks whether the program's own code can be told from the modules that it uses. */
export type OwnCodeRequest = Readonly<Record<never, never>>

export interface OwnCodeAnswer {
  /** If not, code of neither the runtime nor the standard library may be of either. */
  readonly known: boolean
}

const answers = new WeakMap<Profile, OwnCodeAnswer>()

/**
 * A profile does not name its main module; the paths of its files may. Modules that a program uses
 * lie in the module cache or in a folder `vendor`: where there are such, what lies elsewhere is the
 * program's own, unless the program has been installed from the module cache itself. Without any,
 * only what lies in one tree with package main is known to be.
 */
export function ownCode({ profile }: EngineSession): OwnCodeAnswer {
  let answer = answers.get(profile)
  if (!answer) {
    answer = { known: isOwnKnown(profile) }
    answers.set(profile, answer)
  }
  return answer
}

function isOwnKnown({ functions, strings }: Profile): boolean {
  const seen = new Set<string>()
  const mains: string[] = []
  const others: { readonly path: string; readonly file: string }[] = []
  let uses = false
  for (let row = 0; row < functions.count; row++) {
    const name = strings.get(functions.name[row]!)
    const file = strings.get(functions.file[row]!)
    const path = packageOf(name)
    // One function of a package in a folder tells as much as all.
    const key = `${path} ${folderOf(file)}`
    if (path === '' || seen.has(key)) continue
    seen.add(key)
    if (path === 'main') {
      if (isDependency(file)) return false
      mains.push(folderOf(file))
      continue
    }
    const kind = frameKind(name, file)
    if (kind === 'dependency') uses = true
    else if (kind === 'own') others.push({ path, file })
  }
  if (uses || others.length === 0) return true
  return others.every(({ path, file }) => {
    const tree = treeOf(path, folderOf(file))
    return tree !== '' && mains.some((main) => `${main}/`.startsWith(`${tree}/`))
  })
}

/**
 * The folder that the module of a package lies in, or one in it: what is left of the folder without
 * the elements that it has in common with the end of the package's path; "" where that is the whole
 * path, as in a GOPATH, where every module lies so.
 */
function treeOf(path: string, folder: string): string {
  const [packages, folders] = [path.split('/'), folder.split('/')]
  while (packages.length > 0 && packages.at(-1) === folders.at(-1)) {
    packages.pop()
    folders.pop()
  }
  return packages.length === 0 ? '' : folders.join('/')
}

function folderOf(file: string): string {
  return file.slice(0, Math.max(0, file.lastIndexOf('/')))
}

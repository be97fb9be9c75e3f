import type { ModulePath, SourcePath } from '../engine/source-text/source-path.ts'
import { parseUrl } from './url.ts'

/**
 * Where the source code of modules is on the net. Each line is a rule: the path of a module and
 * the address of a file in it. `{name}` in the module stands for one path element or a part of
 * one, and for the same text in the address, which also has `{ref}` (tag, commit or branch),
 * `{path}` (of the file in the repository) and `{file}` (the same with escaped slashes). The first
 * matching rule applies.
 */
export const DEFAULT_RULES = `# module                     address of a file
std                          https://raw.githubusercontent.com/golang/go/{ref}/src/{path}
rust                         https://raw.githubusercontent.com/rust-lang/rust/{ref}/{path}
github.com/{owner}/{repo}    https://raw.githubusercontent.com/{owner}/{repo}/{ref}/{path}
gitlab.com/{owner}/{repo}    https://gitlab.com/api/v4/projects/{owner}%2F{repo}/repository/files/{file}/raw?ref={ref}
bitbucket.org/{owner}/{repo} https://api.bitbucket.org/2.0/repositories/{owner}/{repo}/src/{ref}/{path}
codeberg.org/{owner}/{repo}  https://codeberg.org/api/v1/repos/{owner}/{repo}/raw/{path}?ref={ref}
golang.org/x/{repo}          https://raw.githubusercontent.com/golang/{repo}/{ref}/{path}
google.golang.org/grpc       https://raw.githubusercontent.com/grpc/grpc-go/{ref}/{path}
google.golang.org/protobuf   https://raw.githubusercontent.com/protocolbuffers/protobuf-go/{ref}/{path}
google.golang.org/genproto   https://raw.githubusercontent.com/googleapis/go-genproto/{ref}/{path}
google.golang.org/api        https://raw.githubusercontent.com/googleapis/google-api-go-client/{ref}/{path}
cloud.google.com/go          https://raw.githubusercontent.com/googleapis/google-cloud-go/{ref}/{path}
go.opentelemetry.io/otel     https://raw.githubusercontent.com/open-telemetry/opentelemetry-go/{ref}/{path}
go.uber.org/{repo}           https://raw.githubusercontent.com/uber-go/{repo}/{ref}/{path}
go.etcd.io/{repo}            https://raw.githubusercontent.com/etcd-io/{repo}/{ref}/{path}
k8s.io/{repo}                https://raw.githubusercontent.com/kubernetes/{repo}/{ref}/{path}
sigs.k8s.io/{repo}           https://raw.githubusercontent.com/kubernetes-sigs/{repo}/{ref}/{path}
gopkg.in/{owner}/{repo}.v{n} https://raw.githubusercontent.com/{owner}/{repo}/{ref}/{path}
gopkg.in/{repo}.v{n}         https://raw.githubusercontent.com/go-{repo}/{repo}/{ref}/{path}
`

export interface ForgeRule {
  /** Matches the beginning of the path of a module; the groups are the named elements. */
  readonly module: RegExp
  readonly names: readonly string[]
  readonly address: string
}

export interface RuleProblem {
  /** The line number, from 1. */
  readonly line: number
  readonly message: string
}

export interface ForgeRules {
  readonly rules: readonly ForgeRule[]
  readonly problems: readonly RuleProblem[]
}

/** Parses the rules; an invalid line is reported as a problem and ignored. */
export function parseRules(text: string): ForgeRules {
  const rules: ForgeRule[] = []
  const problems: RuleProblem[] = []
  text.split('\n').forEach((line, i) => {
    const rule = line.trim()
    if (rule === '' || rule.startsWith('#')) return
    const parsed = parseRule(rule)
    if (typeof parsed === 'string') problems.push({ line: i + 1, message: parsed })
    else rules.push(parsed)
  })
  return { rules, problems }
}

function parseRule(rule: string): ForgeRule | string {
  const [module = '', address = '', ...more] = rule.split(/\s+/)
  if (address === '' || more.length > 0) return 'A rule is a module and an address.'
  const names = Array.from(module.matchAll(/\{(\w+)\}/g), ([, name]) => name!)
  const known = new Set([...names, 'ref', 'path', 'file'])
  const unknown = [...address.matchAll(/\{(\w+)\}/g)].find(([, name]) => !known.has(name!))
  if (unknown) return `${unknown[0]} is not part of the module.`
  if (!/\{(path|file)\}/.test(address)) return 'The address has neither {path} nor {file}.'
  const url = parseUrl(address.replaceAll(/[{}]/g, ''))
  if (!url || !/^https?:$/.test(url.protocol) || !/^https?:\/\/[^{}/]+\//.test(address)) {
    return 'The address must begin with https:// and the name of a host.'
  }
  // Variables are always separated by text, so that matching takes linear time.
  if (/\}\{/.test(module)) return 'Two names in the module need a text between them.'
  const source = module
    .split(/(\{\w+\})/)
    .map((part) => (part.startsWith('{') ? '([^/]+?)' : part.replace(/[\\^$.*+?()[\]|]/g, '\\$&')))
    .join('')
  return { module: new RegExp(`^${source}(?=/|$)`), names, address }
}

export interface ForgeFile {
  readonly url: string
  readonly host: string
  /** The tag, commit or branch. */
  readonly ref: string
  /** False if the profile does not say which version it was: lines may have moved since. */
  readonly exact: boolean
}

/**
 * The possible addresses of a file, the most likely first; empty if the path names no module.
 * @param goVersion of the standard library if the path does not say; "" for the newest
 */
export function forgeFiles(
  { module }: SourcePath,
  { rules }: ForgeRules,
  goVersion: string,
): readonly ForgeFile[] {
  if (!module) return []
  for (const rule of rules) {
    const match = rule.module.exec(module.module)
    if (!match) continue
    const rest = module.module.slice(match[0].length).replace(/^\//, '')
    return placesOf(module, rest, goVersion).map(({ ref, path: within }) => {
      const exact = module.version !== '' || (module.module === 'std' && goVersion !== '')
      const values = new Map(rule.names.map((name, i) => [name, match[i + 1]!]))
      values.set('ref', ref)
      const url = rule.address.replace(/\{(\w+)\}/g, (_, name: string) => {
        if (name === 'file') return encodeURIComponent(within)
        const text = name === 'path' ? within : (values.get(name) ?? '')
        return text.split('/').map(encodeURIComponent).join('/')
      })
      return { url, host: new URL(url).host, ref, exact }
    })
  }
  return []
}

interface Place {
  readonly ref: string
  /** The path in the repository. */
  readonly path: string
}

/**
 * @param rest the part of the module path after the rule: a folder of the repository, a major
 *   version
 */
function placesOf(module: ModulePath, rest: string, goVersion: string): readonly Place[] {
  const { version, path } = module
  if (module.module === 'std') return [{ ref: version || goVersion || 'master', path }]
  if (version === '') return rest === '' ? [] : [{ ref: 'HEAD', path: rest }]
  const [, folder = '', major = ''] = /^(.*?)(?:^|\/|$)(v\d+)?$/.exec(rest) ?? []
  const commit = commitOf(version)
  const tag = version.replace(/\+.*$/, '')
  const ref = commit ?? (folder === '' ? tag : `${folder}/${tag}`)
  const join = (...parts: string[]): string => parts.filter((part) => part !== '').join('/')
  const places = [{ ref, path: join(folder, path) }]
  // A major version is a branch in most repositories, and a folder in some.
  if (major !== '') places.push({ ref, path: join(folder, major, path) })
  return places
}

/** The commit of a pseudo-version: v0.0.0-20200101000000-0123456789ab. */
function commitOf(version: string): string | null {
  return /[-.]\d{14}-([0-9a-f]{12})(?:\+|$)/.exec(version)?.[1] ?? null
}

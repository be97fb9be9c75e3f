import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { parseCommandLine } from '../../../../src/cli/command-line.ts'
import { lostFlags, openingFragment } from '../../../../src/cli/companion/link.ts'
import { makeOffers } from '../../../../src/cli/companion/offers.ts'
import { readPageAddress } from '../../../../src/cli/companion/page-address.ts'
import { UsageError } from '../../../../src/cli/go-flags.ts'
import { readSources } from '../../../../src/cli/sources.ts'
import { gzip } from '../../../../src/engine/encode/gzip.ts'
import { encodeProto } from '../../../../src/engine/encode/proto.ts'
import { loadProfile } from '../../../../src/engine/load.ts'
import type { Profile } from '../../../../src/engine/profile/profile.ts'
import { OPTIONS, type OptionName } from '../../../../src/engine/select/options.ts'
import { linkedBases, MODE } from '../../../../src/store/comparison.ts'
import { fieldOf } from '../../../../src/store/fields.ts'
import { parseLink } from '../../../../src/store/link.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { folderForTest, startService } from './server.ts'
import '../../views.ts'

// What a command line without a report becomes: profiles for the page, and the link that opens it.

const said = vi.spyOn(console, 'error').mockImplementation(() => {})
const lines = () => said.mock.calls.map(([line]) => String(line))

let folder: string
let saved: string

beforeEach(() => {
  folder = folderForTest()
  saved = join(folder, 'saved')
  vi.stubEnv('PPROF_TMPDIR', saved)
  vi.stubEnv('HOME', join(folder, 'home'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  said.mockClear()
})

/** A profile of `count` samples in main, and its file. */
function recorded(count: number): Buffer {
  return Buffer.from(gzip(encodeProto(fromStacks(Array(count).fill('main').join('   ')))))
}

function file(name: string, count: number): string {
  const path = join(folder, name)
  writeFileSync(path, recorded(count))
  return path
}

const total = ({ samples }: Profile) => samples.values[0]!.reduce((sum, value) => sum + value, 0)

const offers = (...args: string[]) => makeOffers(parseCommandLine(args))

/** The name and the total of an offer that has bytes. */
async function made(offer: Awaited<ReturnType<typeof offers>>['source']) {
  if (!offer || !('bytes' in offer)) return offer
  return [offer.name, total((await loadProfile(offer.bytes)).profile)]
}

describe('a profile for the page', () => {
  test('is the file itself, where nothing is to be done to it', async () => {
    const [one, two] = [file('one.pb.gz', 1), file('two.pb.gz', 2)]
    expect(await offers(one)).toEqual({ source: { file: one }, base: null })
    expect(await offers('-base', two, one)).toEqual({
      source: { file: one },
      base: { file: two },
    })
    expect(await offers('-http=:')).toEqual({ source: null, base: null })
    expect(lines()).toEqual([])
  })

  test('is several files, added up', async () => {
    const names = [file('one.pb.gz', 1), file('two.pb.gz', 2), file('three.pb.gz', 3)]
    const { source, base } = await offers(`-base=${names[0]}`, `-base=${names[1]}`, ...names)
    expect(await made(source)).toEqual(['one.pb.gz and 2 more', 6])
    expect(await made(base)).toEqual(['one.pb.gz and 1 more', 3])
  })

  test('has what the flags put into it', async () => {
    const { source } = await offers('-add_comment=after the fix', file('one.pb.gz', 1))
    const { profile } = await loadProfile((source as { bytes: Uint8Array }).bytes)
    expect(profile.header.comments).toEqual(['after the fix'])
  })

  test('has its functions named as -symbolize says, which the page keeps', async () => {
    const path = join(folder, 'cpp.pb.gz')
    writeFileSync(path, gzip(encodeProto(fromStacks('_ZN2ns1fEi'))))
    const names = async (mode: string) => {
      const { source } = await offers(`-symbolize=${mode}`, path)
      const { functions, strings } = (await loadProfile((source as { bytes: Uint8Array }).bytes))
        .profile
      return Array.from(functions.name, (name) => strings.get(name))
    }
    expect(await names('demangle=full')).toEqual(['ns::f(int)'])
    expect(await names('local')).toEqual(['ns::f'])
  })

  test('that is not there is an error at once', async () => {
    await expect(offers(join(folder, 'gone.pb.gz'))).rejects.toThrow('ENOENT')
    mkdirSync(join(folder, 'dir'))
    await expect(offers(join(folder, 'dir'))).rejects.toThrow('is not a file')
  })

  test('is fetched as it is, and saved under the name that pprof gives it', async () => {
    const bytes = recorded(4)
    const asked: (string | undefined)[] = []
    const service = await startService(({ url }, response) => {
      asked.push(url)
      response.end(bytes)
    })
    const { source } = await offers('-seconds=5', `${service}/debug/pprof/heap`)
    expect(source).toEqual({ name: `${service} heap`, bytes })
    expect(asked).toEqual(['/debug/pprof/heap?seconds=5'])
    expect(lines()).toEqual([
      `Fetching profile over HTTP from http://${service}/debug/pprof/heap?seconds=5`,
      'Please wait... (5s)',
      `Saved profile in ${join(saved, 'pprof.samples.001.pb.gz')}`,
    ])
    await offers(service)
    expect(readdirSync(saved)).toEqual(['pprof.samples.001.pb.gz', 'pprof.samples.002.pb.gz'])
  })

  test('is fetched beside its base: both recordings are made at the same time', async () => {
    const waiting: (() => void)[] = []
    const service = await startService((_, response) => {
      waiting.push(() => response.end(recorded(waiting.length)))
    })
    const fetched = offers('-diff_base', `${service}/before`, `${service}/after`, service)
    await vi.waitFor(() => expect(waiting.length).toBe(3))
    for (const answer of waiting) answer()
    const { source, base } = await fetched
    expect(await made(source)).toEqual([`${service} after and 1 more`, 6])
    expect(await made(base)).toEqual([`${service} before`, 3])
  })
})

describe('a profile that is fetched for a report', () => {
  const fetchReport = async (profile: Profile): Promise<Profile> => {
    const bytes = gzip(encodeProto(profile))
    const service = await startService((_, response) => response.end(bytes))
    return readSources(parseCommandLine(['-top', service]))
  }

  test('is saved as it is reported on', async () => {
    const profile = await fetchReport(fromStacks('main   main'))
    const written = await loadProfile(readSaved('pprof.samples.001.pb.gz'))
    expect(total(written.profile)).toBe(total(profile))
  })

  test('has its binary and its sample types in the name, and no folder of them', async () => {
    const profile = fromStacks('main')
    const mapping = (path: string) => ({
      ...profile,
      mappings: {
        count: 1,
        id: BigUint64Array.of(1n),
        start: new BigUint64Array(1),
        limit: new BigUint64Array(1),
        offset: new BigUint64Array(1),
        file: Uint32Array.of(profile.strings.add(path)),
        buildId: new Uint32Array(1),
        flags: new Uint8Array(1),
      },
      locations: { ...profile.locations, mapping: new Int32Array(profile.locations.count) },
    })
    await fetchReport(mapping('/srv/bin/server'))
    await fetchReport(mapping('C:\\srv\\server.exe'))
    await fetchReport({
      ...mapping('/srv/a:b\u202e\n'),
      sampleTypes: [{ type: '../../up', unit: 'count' }],
    })
    await fetchReport({ ...profile, sampleTypes: [{ type: 'é'.repeat(300), unit: 'count' }] })
    expect(readdirSync(saved).sort()).toEqual([
      'pprof.a_b__..._.._up.001.pb.gz',
      'pprof.server.exe.samples.001.pb.gz',
      'pprof.server.samples.001.pb.gz',
      `pprof.${'é'.repeat(97)}.001.pb.gz`,
    ])
  })

  test('goes to the home folder where no other is named or usable', async () => {
    writeFileSync(join(folder, 'file'), '')
    vi.stubEnv('PPROF_TMPDIR', join(folder, 'file/below'))
    await fetchReport(fromStacks('main'))
    expect(readdirSync(join(folder, 'home/pprof'))).toEqual(['pprof.samples.001.pb.gz'])
    expect(lines()).toContainEqual(
      expect.stringMatching(/^Could not use temp dir .*\/file\/below: ENOTDIR/),
    )
  })

  test('is not one that was read from a file', async () => {
    await readSources(parseCommandLine(['-top', file('one.pb.gz', 1)]))
    expect(() => readdirSync(saved)).toThrow('ENOENT')
  })

  function readSaved(name: string): Uint8Array {
    return gunzipSync(readFileSync(join(saved, name)))
  }
})

describe('the link', () => {
  const fragmentOf = (...args: string[]) => {
    const { options, diffBase } = parseCommandLine(args)
    return openingFragment({
      options,
      diffBase,
      profile: '/profile/1/a%20b.pb.gz',
      base: args.some((arg) => /base/.test(arg)) ? '/profile/2/b' : null,
      token: 'T',
    })
  }

  test('has the options of the command line, as the page reads them', () => {
    const args = ['-focus=a|b', '-cum', '-lines', '-inuse_objects', '-nodecount=7', '-unit=ms', 'x']
    const { view, problems } = parseLink(fragmentOf(...args))
    expect(problems).toEqual([])
    expect(view.options).toEqual(parseCommandLine(args).options)
    expect([view.path, view.url]).toEqual(['flamegraph', '/profile/1/a%20b.pb.gz'])
  })

  test('compares as its flags say', () => {
    for (const mode of ['base', 'diff_base'] as const) {
      const { view } = parseLink(fragmentOf(`-${mode}=b`, 'x'))
      expect([linkedBases(view), fieldOf(view, MODE)]).toEqual([['/profile/2/b'], mode])
    }
  })

  test('has the profile, the base with the name of its flag, and the token', () => {
    expect(fragmentOf('x')).toBe('#/flamegraph?url=/profile/1/a%2520b.pb.gz&token=T')
    expect(fragmentOf('-base=b', '-normalize', 'x')).toBe(
      '#/flamegraph?norm=t&url=/profile/1/a%2520b.pb.gz&base=/profile/2/b&mode=base&token=T',
    )
    expect(fragmentOf('-diff_base=b', 'x')).toContain('&base=/profile/2/b&mode=diff_base&')
  })

  test('without a profile is that of the empty page', () => {
    const { options } = parseCommandLine([])
    const fields = { options, profile: null, base: null, diffBase: false, token: 'T' }
    expect(openingFragment(fields)).toBe('#/flamegraph?token=T')
  })

  test('has every option of a report, but for those that the server keeps', () => {
    const given = OPTIONS.filter(
      ({ name }) => !['source_path', 'trim_path', 'output'].includes(name),
    ).map((option) => {
      const [choice = 'x'] = option.choices?.filter((each) => each !== option.initial) ?? []
      if (option.type === 'bool') return [option.name, String(!option.initial)]
      return [option.name, option.type === 'string' ? choice : '7']
    })
    const { view, problems } = parseLink(
      fragmentOf(...given.map(([name, text]) => `-${name}=${text}`), '-base=b', 'x'),
    )
    expect(problems).toEqual([])
    expect(given.map(([name]) => [name, String(view.options[name as OptionName])])).toEqual(given)
  })

  test.each<[flags: string[], lost: (string | RegExp)[]]>([
    [['-divide_by=2', '-source_path=src', '-trim_path=/b', '-focus=x'], []],
    [['-output=x'], [/^-output does not reach the page/]],
    [['-intel_syntax'], [/^-intel_syntax has no effect/]],
    [['-symbolize=none'], [/^-symbolize=none does not reach the page/]],
    [['-symbolize=demangle=none'], [/does not reach the page/]],
    [['-symbolize=remote'], [/^-symbolize=remote has no effect/]],
    [['-symbolize=demangle=full'], []],
    [['-symbolize=force'], []],
  ])('does not have what only reports know, which is said: %j', (flags, lost) => {
    expect(lostFlags(parseCommandLine([...flags, 'x']))).toEqual(
      lost.map((words) => expect.stringMatching(words)),
    )
  })
})

describe('-http', () => {
  test.each([
    ['', '127.0.0.1', undefined],
    [':', '127.0.0.1', undefined],
    [':8080', '127.0.0.1', 8080],
    ['localhost:', '127.0.0.1', undefined],
    ['localhost:0', '127.0.0.1', 0],
    ['0.0.0.0:80', '0.0.0.0', 80],
    ['[::1]:80', '::1', 80],
    ['devbox:', 'devbox', undefined],
  ])('%s listens at %s', (text, host, port) => {
    expect(readPageAddress(text)).toEqual({ host, port })
  })

  test.each(['8080', 'localhost', '::1', '::1:80', 'a:b', ':-1', ':65536', ':80a', '[::1]'])(
    '%s is none',
    (text) => expect(() => readPageAddress(text)).toThrow(UsageError),
  )

  test('is for the page', () => {
    expect(parseCommandLine(['-http=:1', '-no_browser', 'x'])).toMatchObject({
      report: null,
      http: ':1',
      noBrowser: true,
    })
    for (const [args, message] of [
      [['-http=:1', '-top', 'x'], '-http is not compatible with an output format'],
      [['-http=:1', '-interactive', 'x'], '-http is not compatible with -interactive'],
      [['-no_browser', '-top', 'x'], '-no_browser only makes sense with -http'],
    ] as const) {
      expect(() => parseCommandLine(args)).toThrow(message)
    }
  })
})

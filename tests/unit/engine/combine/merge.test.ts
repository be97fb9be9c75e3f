import { expect, test } from 'vitest'
import { mergeProfiles } from '../../../../src/engine/combine/merge.ts'
import { readProfile } from '../../../../src/engine/load.ts'

const textOf = async (text: string) => (await readProfile(new TextEncoder().encode(text))).profile

test('a mapping of all addresses is one with that of an empty profile, as pprof counts sizes', async () => {
  const empty = await textOf('--- mutex:\ncycles/second=1000000\nsampling period=1\n')
  const full = await textOf(
    '--- mutex:\ncycles/second=1000000\nsampling period=1\n5 2 @ 0x11 0x21\n',
  )
  const { mappings, locations } = mergeProfiles([empty, full])
  expect([mappings.count, ...locations.mapping]).toEqual([1, 0, 0])
})

import { describe, expect, test } from 'vitest'
import { decode, failure, mappings, samples, types } from './decoded.ts'

describe('threadz', () => {
  const thread = (name: string) => `--- Thread 7f79 (name: ${name}/1474) stack: ---\n`

  test('the same stack counts again, and a leaf that stands twice counts once', () => {
    const profile = decode(
      `--- threadz 1 ---\n\n${thread('main')}  PC: 0x400f1c: helper(arg *)\n  0x400e31: main\n${thread('a b/c')}  0x400100 0x400100 0x400200\n` +
        `${thread('w')}  [same as previous thread]\n--- Memory map: ---\n 00400000-00fcb000: server\n`,
    )
    expect(types(profile)).toEqual(['thread/count'])
    expect(samples(profile)).toEqual(['1: 0x400f1c, 0x400e30', '2: 0x400100, 0x4001ff'])
    expect(mappings(profile)).toEqual(['0x400000-0xfcb000 +0x0 server'])
  })

  test('broken and cut short', () => {
    expect(failure('--- threadz 1 ---\n').message).toContain('it ends behind line 1')
    expect(failure(`--- threadz 1 ---\n--- Threat\n`).message).toContain('“--- Threat”')
    const cut = decode(`${thread('main')} 0x11\n${thread('b')} 0x2`)
    expect(samples(cut)).toEqual(['1: 0x11', '1: 0x2'])
    expect(cut.warnings).toEqual(['The file ends without a memory map: threads may be missing.'])
    expect(samples(decode(`${thread('main')} 0x11\n---- no stack trace for 1\n`))).toEqual([
      '1: 0x11',
    ])
  })
})

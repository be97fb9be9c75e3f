import { describe, expect, test } from 'vitest'
import { report } from '../../../../../src/engine/pprof.ts'
import type {
  ConsoleAnswer,
  ConsoleOutput,
} from '../../../../../src/engine/questions/console/console.ts'
import { ask } from '../../../../../src/engine/questions/questions.ts'
import { DEFAULT_OPTIONS, type Options } from '../../../../../src/engine/select/options.ts'
import { EngineSession } from '../../../../../src/engine/session/session.ts'
import { fromStacks } from '../../../../fixtures/stacks.ts'

const profile = fromStacks(`
  main   main        main
  serve  serve       gc
  json   sort.(*T).Sort  .
  -----
  samples/count    1    2    3
  cpu/nanoseconds  100  200  300
`)
const session = new EngineSession(profile)

function run(line: string | null, options: Partial<Options> = {}): ConsoleAnswer {
  return ask(session, 'console', { line, options: { ...DEFAULT_OPTIONS, ...options } })
}

function textOf(output: ConsoleOutput | undefined): string {
  return output?.type === 'text' ? output.text : ''
}

describe('a line', () => {
  test('prints the report that it asks for', () => {
    const [output] = run('top2 -cum').outputs
    const options: Options = { ...DEFAULT_OPTIONS, nodecount: 2, sort: 'cum' }
    const lines = report(profile, { name: 'top', options }) as Iterable<string>
    expect(output).toMatchObject({ type: 'text', report: 'top', cut: false })
    expect(textOf(output)).toContain([...lines].slice(-2).join('\n'))
  })

  test('says where source is shown, which the prompt does not have', () => {
    const source = new EngineSession(fromStacks('main@/src/main.go:3'))
    const say = (line: string) => ask(source, 'console', { line, options: DEFAULT_OPTIONS }).outputs
    const [listed, remark] = say(' list ^main$ main')
    expect(textOf(listed)).toContain('Error: could not find file /src/main.go')
    const { message } = remark as { message: string }
    expect(message).toContain(
      'Type “weblist ^main$ main”: the Source view says where it has looked',
    )
    // Who does as it says comes there.
    expect(say(/“(.*)”/.exec(message)![1]!)).toMatchObject([
      { type: 'show', subject: 'source-lines', frame: { name: 'main' } },
    ])
  })

  test('prints source that the page gives, and names what is missing', () => {
    const source = new EngineSession(fromStacks('main@/src/main.go:3\nwork@/src/work.go:1'))
    const request = { line: 'list .', options: DEFAULT_OPTIONS }
    expect(ask(source, 'console', request).missing).toEqual(['/src/main.go', '/src/work.go'])
    const sources = [{ file: '/src/main.go', lines: ['package main', '', 'func main() {'] }]
    const { outputs, missing } = ask(source, 'console', { ...request, sources })
    expect(missing).toEqual(['/src/work.go'])
    expect(textOf(outputs[0])).toContain('         .          1      3:func main() {')
    expect(textOf(outputs[0])).toContain('Error: could not find file /src/work.go')
  })

  test('gives the options back that it leaves', () => {
    expect(run('focus=json').options.focus).toBe('json')
    expect(run('top json').options.focus).toBe('')
    expect(run(':', { focus: 'json', nodecount: 3 }).options).toMatchObject({
      focus: '',
      nodecount: 3,
    })
    // Also the one that pprof's prompt begins with.
    expect(run('top', { compact_labels: false }).options.compact_labels).toBe(false)
  })

  test('that is none greets', () => {
    const { outputs, options } = run(null, { focus: 'json' })
    expect(outputs.map(textOf).join('\n')).toContain('Type: cpu')
    expect(options.focus).toBe('json')
  })

  test('that is wrong is answered in pprof’s words', () => {
    expect(run('peek').outputs).toEqual([
      { type: 'error', message: 'command peek requires an argument' },
    ])
    expect(run('focus=(', {}).options.focus).toBe('(')
    expect(run('top', { focus: '(' }).outputs[0]).toMatchObject({ type: 'error' })
  })
})

describe('a long output', () => {
  const deep = Array.from({ length: 30_000 }, (_, i) => `f${i}`)
  const long = new EngineSession(fromStacks(deep.join('\n')))

  test('is cut, and says so', () => {
    const output = ask(long, 'console', { line: 'raw', options: DEFAULT_OPTIONS }).outputs[0]!
    if (output.type !== 'text') throw new Error('raw prints no text')
    const all = [...(report(long.profile, { name: 'raw', options: DEFAULT_OPTIONS }) as string[])]
    const lines = output.text.split('\n')
    expect(lines).toEqual(all.slice(0, lines.length))
    expect(lines.length).toBeLessThan(all.length)
    expect(output.cut).toBe(true)
  })

  test('is whole in a file', async () => {
    const [output] = run('top >top.txt').outputs
    if (output?.type !== 'file') throw new Error('no file')
    expect(output.name).toBe('top.txt')
    expect(await output.file.text()).toBe(`${textOf(run('top').outputs[0])}\n`)
    const [binary] = run('proto').outputs
    if (binary?.type !== 'file') throw new Error('no file')
    expect(new Uint8Array(await binary.file.arrayBuffer())[0]).toBe(0x1f)
  })
})

describe('a command that would start a program', () => {
  test('shows another view, under the options of the line', () => {
    expect(run('web20 json -gc', { hide: 'main' }).outputs).toMatchObject([
      {
        type: 'show',
        subject: 'calls',
        frame: null,
        options: { nodecount: 20, focus: 'json', ignore: 'gc', hide: 'main' },
      },
    ])
    expect(run('weblist s').outputs).toMatchObject([
      { type: 'show', subject: 'source-lines', frame: { name: 'serve' } },
    ])
    expect(run('weblist nothing').outputs).toEqual([
      { type: 'error', message: 'no matches found for regexp: nothing' },
    ])
    expect(run('weblist').outputs).toEqual([
      { type: 'error', message: 'command weblist requires an argument' },
    ])
  })

  test.each([
    ['svg', '“dot >graph.dot” writes it for “dot -Tsvg”'],
    ['kcachegrind', '“callgrind >callgrind.out” writes the file'],
    ['disasm main', 'go tool pprof -disasm=main <binary> <profile>'],
  ])('says what to do instead of %s', (line, words) => {
    expect(run(line).outputs).toEqual([{ type: 'remark', message: expect.stringContaining(words) }])
  })

  test('is explained by help', () => {
    expect(run('help').outputs.map(textOf).join('\n')).toMatch(/top.*web.*Ctrl-L/s)
    expect(textOf(run('help web').outputs[0])).toContain('Graph view')
  })
})

describe('completion', () => {
  const complete = (line: string) => {
    const { from, words } = ask(session, 'completion', { line, options: DEFAULT_OPTIONS })
    return words.map(({ text }) => line.slice(0, from) + text)
  }

  test('knows commands, options and their values', () => {
    expect(complete('to')).toEqual(['top', 'topproto'])
    expect(complete('  we')).toEqual(['  web', '  weblist'])
    expect(complete('foc')).toEqual(['focus='])
    expect(complete('sample_index=')).toEqual(['sample_index=cpu', 'sample_index=samples'])
    expect(complete('granularity = fil')).toEqual([
      'granularity = filefunctions',
      'granularity = files',
    ])
    expect(complete('noinlines=')).toEqual(['noinlines=false', 'noinlines=true'])
    expect(complete('help pe')).toEqual(['help peek'])
  })

  test('knows the names of frames, the heaviest first, as regexps', () => {
    expect(complete('peek ')[0]).toBe('peek main')
    expect(complete('top20 -cum sort')).toEqual([String.raw`top20 -cum sort\.\(\*T\)\.Sort`])
    expect(complete(String.raw`list sort\.\(\*T`)).toEqual([String.raw`list sort\.\(\*T\)\.Sort`])
    expect(complete('top -js')).toEqual(['top -json'])
    expect(complete('focus=js')).toEqual(['focus=json'])
    expect(complete('nodecount=')).toEqual([])
    expect(complete('o ')).toEqual([])
  })
})

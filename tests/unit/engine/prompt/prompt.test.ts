import { describe, expect, test } from 'vitest'
import { reportNames } from '../../../../src/engine/pprof.ts'
import { Prompt, type PromptAnswer, promptWords } from '../../../../src/engine/prompt/prompt.ts'
import { reportHelp } from '../../../../src/engine/prompt/report-help.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'

const profile = fromStacks(`
  main   main   main
  serve  serve  gc
  json   sort
  -----
  samples/count    1    2    3
  cpu/nanoseconds  100  200  300
`)

function said(prompt: Prompt, line: string): string[] {
  return prompt.run(line).flatMap((answer) => textOf(answer))
}

function textOf(answer: PromptAnswer): string[] {
  if (answer.type === 'text') return [...answer.lines]
  return ['message' in answer ? `${answer.type}: ${answer.message}` : answer.type]
}

/** The functions in the rows of a top report. */
function rows(lines: readonly string[]): string[] {
  const head = lines.findIndex((line) => line.includes('flat%'))
  return lines.slice(head + 1).map((line) => line.trim().split(/\s+/).at(-1)!)
}

describe('the prompt', () => {
  test('greets with the profile', () => {
    expect(new Prompt(profile).greeting().flatMap(textOf)).toEqual([
      'Type: cpu',
      'Entering interactive mode (type "help" for commands, "o" for options)',
    ])
  })

  test('remarks on patterns that match nothing, before the report', () => {
    const [remark, report] = new Prompt(profile).run('top nothing')
    expect(remark).toEqual({ type: 'remark', message: 'Focus expression matched no samples' })
    expect(report).toMatchObject({ type: 'text' })
    expect(new Prompt(profile).run('peek nothing -nowhere').map(({ type }) => type)).toEqual([
      'remark',
      'error',
    ])
  })

  test('makes the lines of a report as they are taken', () => {
    const sources = fromStacks('main@/src/main.go:3  gc@/src/gc.go:5')
    const read: string[] = []
    const prompt = new Prompt(sources, undefined, (file) => {
      read.push(file)
      return ['package main']
    })
    const [answer] = prompt.run('list .')
    if (answer?.type !== 'text') throw new Error('list prints no text')
    expect(read).toEqual([])
    expect([...answer.lines].join('\n')).toContain('ROUTINE')
    expect(read).toHaveLength(2)
  })

  test('takes a count, filters and an order behind a report', () => {
    const prompt = new Prompt(profile)
    expect(rows(said(prompt, 'top2'))).toEqual(['gc', 'sort'])
    expect(rows(said(prompt, 'top 2 -cum'))).toEqual(['main', 'gc'])
    expect(rows(said(prompt, 'top serve -sort'))).toEqual(['json', 'main', 'serve'])
    // What a line says holds for that line.
    expect(prompt.options).toMatchObject({ focus: '', nodecount: -1, sort: 'flat' })
  })

  test('keeps what is assigned, until it is cleared', () => {
    const prompt = new Prompt(profile)
    said(prompt, 'focus = json //: what we look for')
    expect(prompt.options.focus).toBe('json')
    expect(rows(said(prompt, 'top'))).toEqual(['json', 'main', 'serve'])
    said(prompt, ':')
    expect(prompt.options.focus).toBe('')
    said(prompt, 'cum')
    expect(prompt.options.sort).toBe('cum')
  })

  test('takes the name of a sample type, or a mean of it', () => {
    const prompt = new Prompt(profile)
    said(prompt, 'samples')
    expect(prompt.options.sample_index).toBe('samples')
    said(prompt, 'mean_cpu')
    expect(prompt.options).toMatchObject({ sample_index: 'cpu', mean: true })
  })

  test('writes to a file where it is told to', () => {
    const [answer] = new Prompt(profile).run('tree > out.txt')
    expect(answer).toMatchObject({ type: 'file', name: 'out.txt' })
    expect(new Prompt(profile).run('top >')).toEqual([
      { type: 'error', message: 'unexpected end of line after >' },
    ])
  })

  test.each([
    ['focus', 'error: please specify a value, e.g. focus=<val>'],
    ['sort=up', 'error: invalid "sort" value "up"'],
    ['nodecount=many', 'error: strconv.Atoi: parsing "many": invalid syntax'],
    ['sample_index=heap', 'error: sample_index "heap" must be one of: [samples cpu]'],
    ['flame', 'error: unrecognized command: "flame"'],
    ['focus json', 'error: did you mean: focus=json'],
    ['peek', 'error: command peek requires an argument'],
    ['peek nothing', 'error: no matches found for regexp: nothing'],
    ['help flame', 'error: Unknown command: flame'],
    ['quit', 'quit'],
  ])('answers %s with "%s"', (line, answer) => {
    expect(said(new Prompt(profile), line).at(-1)).toBe(answer)
  })

  test('says nothing to an empty line', () => {
    expect(new Prompt(profile).run('  ')).toEqual([])
  })

  test('lists options with their values, as they can be typed in again', () => {
    const prompt = new Prompt(profile)
    const before = { ...prompt.options }
    const lines = said(prompt, 'o')
    expect(lines.find((line) => line.includes('granularity'))).toContain('= functions')
    for (const line of lines) said(prompt, line.replace('""', ''))
    expect({ ...prompt.options, sample_index: '' }).toEqual(before)
  })

  test('explains every report', () => {
    for (const name of reportNames()) expect(reportHelp(name).does, name).not.toBe('')
    expect(promptWords()).toContain('top')
    expect(said(new Prompt(profile), 'help').join('\n')).toContain('peek')
  })
})

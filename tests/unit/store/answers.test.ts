import { describe, expect, test, vi } from 'vitest'
import { DEFAULT_OPTIONS } from '../../../src/engine/select/options.ts'
import { AnswerBoard, type Answered, answeredFor } from '../../../src/store/answers.ts'
import { AskError, EngineClient, type WorkerEvents } from '../../../src/worker/client.ts'
import type { Query, Request, WorkerError } from '../../../src/worker/protocol.ts'

const query = (profile: number): Query => ({ type: 'close', profile })

/** A board whose worker answers when told, with the number of the request. */
function board() {
  const asked: Request[] = []
  let worker!: WorkerEvents
  const client = new EngineClient((events) => {
    worker = events
    return { post: (message) => 'query' in message && asked.push(message), terminate: () => {} }
  })
  const settled = () => new Promise<void>((resolve) => setTimeout(resolve))
  return {
    asked,
    board: new AnswerBoard(() => client),
    async answer(id: number) {
      worker.message({ id, type: 'ok', answer: id as never })
      await settled()
    },
    progress(id: number, done: number) {
      worker.message({ id, type: 'progress', phase: 'stacks', done, total: 10 })
    },
    async refuse(id: number, error: WorkerError) {
      worker.message({ id, type: 'error', error })
      await settled()
    },
  }
}

describe('answers', () => {
  test('the last answer stays while the next is under way', async () => {
    const fake = board()
    fake.board.want('top', query(1))
    expect(fake.board.state('top')).toMatchObject({ answer: null, pending: true })
    await fake.answer(1)
    expect(fake.board.state('top')).toMatchObject({ answer: 1, query: query(1), pending: false })
    fake.board.want('top', query(2))
    expect(fake.board.state('top')).toMatchObject({ answer: 1, query: query(1), pending: true })
    await fake.answer(2)
    expect(fake.board.state('top')).toMatchObject({ answer: 2, query: query(2), pending: false })
  })

  test('the same question is asked once', () => {
    const fake = board()
    fake.board.want('header', query(1))
    fake.board.want('header', query(1))
    fake.board.want('other', query(1))
    expect(fake.asked.map(({ slot }) => slot)).toEqual(['header', 'other'])
  })

  test('an answer that is late is not shown', async () => {
    const fake = board()
    fake.board.want('top', query(1))
    fake.board.want('top', query(2))
    await fake.answer(1)
    expect(fake.board.state('top')).toMatchObject({ answer: null, pending: true, error: null })
    await fake.answer(2)
    expect(fake.board.state('top').answer).toBe(2)
  })

  test('an error leaves the last answer, and goes with the next', async () => {
    const fake = board()
    fake.board.want('top', query(1))
    await fake.answer(1)
    fake.board.want('top', query(2))
    await fake.refuse(2, { kind: 'option', message: 'missing )', hint: '', option: 'focus' })
    expect(fake.board.state('top')).toMatchObject({
      answer: 1,
      pending: false,
      error: { option: 'focus' },
    })
    fake.board.want('top', query(3))
    await fake.answer(3)
    expect(fake.board.state('top')).toMatchObject({ answer: 3, error: null })
  })

  test('no question keeps the answer; the same one is asked again afterwards', async () => {
    const fake = board()
    fake.board.want('top', query(1))
    await fake.answer(1)
    fake.board.want('top', null)
    expect(fake.board.state('top')).toMatchObject({ answer: 1, pending: false })
    fake.board.want('top', query(1))
    expect(fake.asked).toHaveLength(2)
  })

  test('one that takes long tells how far it is', async () => {
    const fake = board()
    fake.board.want('series', query(1))
    fake.progress(1, 4)
    expect(fake.board.state('series').progress).toMatchObject({ phase: 'stacks', done: 4 })
    await fake.answer(1)
    expect(fake.board.state('series')).toMatchObject({ answer: 1, progress: null })
    fake.board.want('series', query(2))
    fake.board.want('series', query(3))
    fake.progress(2, 9)
    expect(fake.board.state('series').progress).toBeNull()
  })

  test('one that a person stops says so, and can be asked again', async () => {
    const fake = board()
    fake.board.want('series', query(1))
    await fake.answer(1)
    fake.board.want('series', query(2))
    fake.board.cancel('series')
    await new Promise((resolve) => setTimeout(resolve))
    expect(fake.board.state('series')).toMatchObject({
      answer: 1,
      pending: false,
      error: { kind: 'cancelled' },
    })
    fake.board.askAgain('series')
    expect(fake.board.state('series')).toMatchObject({ pending: true })
    await fake.answer(3)
    expect(fake.board.state('series')).toMatchObject({ answer: 3, error: null })
    // What is answered has nothing to stop.
    fake.board.cancel('series')
    expect(fake.board.state('series')).toMatchObject({ answer: 3, error: null })
  })

  test('what is answered, or nobody wants any more, is not asked again', async () => {
    const fake = board()
    fake.board.want('answered', query(1))
    await fake.answer(1)
    fake.board.want('left', query(2))
    fake.board.want('left', null)
    for (const slot of ['answered', 'left', 'never asked']) fake.board.askAgain(slot)
    expect(fake.asked).toHaveLength(2)
  })

  test('tells who listens, and only then gives a new state', async () => {
    const fake = board()
    const listener = vi.fn()
    fake.board.subscribe(listener)
    fake.board.want('top', query(1))
    const state = fake.board.state('top')
    expect(fake.board.state('top')).toBe(state)
    await fake.answer(1)
    expect(listener).toHaveBeenCalledTimes(2)
  })
})

describe('an answer about another profile', () => {
  const settings = { options: DEFAULT_OPTIONS, given: false, names: [] }
  const header = (profile: number): Query => ({ type: 'header', profile, options: DEFAULT_OPTIONS })
  const frame = (profile: number, name: string): Query => ({
    ...{ type: 'frame', profile, name },
    ...{ options: DEFAULT_OPTIONS, key: -1, node: -1 },
  })
  const pair = (number: number): Query => ({
    ...{ type: 'compare-header', pair: number, options: DEFAULT_OPTIONS },
    mode: { diff: false, normalize: false },
  })
  const series = (...profiles: number[]): Query => ({
    ...{ type: 'series-frame', profiles, name: 'f', ...settings },
  })
  const answered = (query: Query): Answered<Query> => ({
    ...{ answer: null, query, pending: true, error: null, progress: null },
  })

  test.each([
    ['another profile', header(1), header(2)],
    ['a comparison after a profile', header(1), pair(1)],
    ['another comparison', pair(1), pair(2)],
    ['a profile after a series that has it', series(1, 2), header(1)],
    ['a series of another program', series(1, 2), series(3, 4)],
  ])('is not given: %s', (_, before, now) => {
    expect(answeredFor(answered(before), now)).toMatchObject({ query: null, pending: true })
  })

  test.each([
    ['the same profile, asked otherwise', frame(1, 'f'), frame(1, 'g')],
    ['a series that has one more', series(1, 2), series(1, 2, 3)],
    ['nothing is asked', header(1), null],
  ])('but stays where it is about %s', (_, before, now) => {
    const state = answered(before)
    expect(answeredFor(state, now)).toBe(state)
  })

  test('is under way, unless its question has failed', () => {
    const idle = { ...answered(header(1)), pending: false }
    expect(answeredFor(idle, header(2)).pending).toBe(true)
    const error = new AskError({ kind: 'internal', message: '', hint: '' })
    expect(answeredFor({ ...idle, error }, header(2))).toMatchObject({ pending: false, error })
  })
})

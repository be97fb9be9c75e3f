import { expect, test } from 'vitest'
import { corpusOf } from '../../fuzz/corpus.ts'
import { Inputs, ROUND } from '../../fuzz/inputs.ts'

// A finding can be made again from its seed and round alone, and later rounds are as good as the
// first: no input may change what the next ones are made of.

test('a round leaves the corpus as it was', () => {
  const corpus = corpusOf([])
  const inputs = new Inputs(corpus, 1, 1)
  for (let i = 0; i < ROUND; i++) {
    inputs.next()
    inputs.did(String(i))
  }
  expect(corpus).toEqual(corpusOf([]))
})

test('an input stays as it was while the next ones are made', () => {
  const inputs = new Inputs(corpusOf([]), 1, 1)
  const made: (readonly [Uint8Array, Uint8Array])[] = []
  for (let i = 0; i < ROUND; i++) {
    const input = inputs.next()
    made.push([input, new Uint8Array(input)])
    inputs.did(String(i))
  }
  for (const [input, copy] of made) expect(Buffer.compare(input, copy)).toBe(0)
})

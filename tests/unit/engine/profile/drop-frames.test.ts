import { describe, expect, test } from 'vitest'
import { dropFrames } from '../../../../src/engine/profile/drop-frames.ts'
import { fromStacks } from '../../../fixtures/stacks.ts'
import { drawing, tree } from '../../drawn.ts'

const PICTURE = `
  main    main      malloc
  serve   malloc    brk
  malloc  .         .
  brk     .         .
`

function dropped(picture: string, drop: string, keep = ''): string {
  return tree(dropFrames(fromStacks(picture, { dropFrames: drop, keepFrames: keep })))
}

describe('drop_frames of the profile', () => {
  test('takes off a frame that matches with all below it', () => {
    expect(dropped(PICTURE, 'malloc')).toBe(
      drawing(`
        main 2
          serve 1
        malloc 1
          brk 1
      `),
    )
  })

  test('lets frames stand that come before the first of interest', () => {
    const picture = `
      malloc  brk
      main    malloc
      malloc  .
    `
    expect(dropped(picture, 'malloc|brk')).toBe(
      drawing(`
        malloc 1
          main 1
        brk 1
          malloc 1
      `),
    )
  })

  test('must match the whole name', () => {
    expect(dropped(PICTURE, 'mall')).toBe(tree(fromStacks(PICTURE)))
    expect(dropped(PICTURE, 'mall.*')).toBe(dropped(PICTURE, 'malloc'))
    expect(dropped(PICTURE, 'm|malloc')).toBe(dropped(PICTURE, 'malloc'))
  })

  test('sees names without their parameters', () => {
    const picture = 'main\n.malloc(long)\nbrk'
    expect(dropped(picture, 'malloc')).toBe('main 1')
  })

  test('spares what keep_frames matches', () => {
    expect(dropped(PICTURE, 'm.*|brk', 'm(alloc|ain)')).toBe(
      drawing(`
        main 2
          serve 1
            malloc 1
          malloc 1
        malloc 1
      `),
    )
  })

  test('cuts inlined calls out of a location at the outermost that matches', () => {
    const picture = `
      main
      serve
      malloc[inl]
      brk[inl]
      json
    `
    expect(dropped(picture, 'malloc')).toBe('main 1\n  serve 1')
    // The function that the others are inlined into matches: the location goes as a whole.
    expect(dropped(picture, 'serve')).toBe('main 1')
  })

  test('leaves a location without symbols alone', () => {
    expect(dropped('main\n0x10!libc.so\nbrk', '.*', 'main')).toBe('main 1\n  [libc.so] 1')
  })

  test('that matches nothing leaves the profile as it is', () => {
    const profile = fromStacks(PICTURE, { dropFrames: 'free' })
    expect(dropFrames(profile)).toBe(profile)
  })

  test('that does not parse is told and leaves the stacks as they are', () => {
    const profile = dropFrames(fromStacks(PICTURE, { dropFrames: '(' }))
    expect(profile.warnings).toEqual(["The profile's drop_frames pattern does not parse: ("])
    expect(tree(profile)).toBe(tree(fromStacks(PICTURE)))
  })
})

import { describe, expect, test } from 'vitest'
import { filesOf, MOST_FILES } from '../../../src/sources/dropped.ts'

type Tree = { readonly [name: string]: Tree | string }

/** An entry of a file system as browsers give it: folders in batches of two. */
function entry(name: string, content: Tree | string): FileSystemEntry {
  if (typeof content === 'string') {
    const file = (done: (file: File) => void) => done(new File([content], name))
    return { name, isFile: true, isDirectory: false, file } as unknown as FileSystemEntry
  }
  const entries = Object.entries(content).map(([child, inner]) => entry(child, inner))
  const createReader = () => {
    const left = [...entries]
    return { readEntries: (done: (batch: FileSystemEntry[]) => void) => done(left.splice(0, 2)) }
  }
  return { name, isFile: false, isDirectory: true, createReader } as unknown as FileSystemEntry
}

async function drop(tree: Tree) {
  const items = Object.entries(tree).map(([name, content]) => ({
    kind: 'file',
    getAsFile: () => new File([typeof content === 'string' ? content : ''], name),
    webkitGetAsEntry: () => entry(name, content),
  }))
  const { files, refused } = await filesOf({ items } as unknown as DataTransfer)
  return {
    files: files.map(({ name }) => name),
    refused: refused.map(({ name, error }) => `${name}: ${error.message}`),
  }
}

describe('a drop', () => {
  test('of files is these', async () => {
    expect(await drop({ 'b.pb.gz': '1', 'a.pb.gz': '2' })).toEqual({
      files: ['b.pb.gz', 'a.pb.gz'],
      refused: [],
    })
  })

  test('of a folder is its files in their order, without hidden ones', async () => {
    const folder = { 'heap.10': '1', 'heap.9': '2', '.DS_Store': 'x', old: { 'heap.1': '3' } }
    expect(await drop({ run: folder, 'cpu.pb.gz': '4' })).toEqual({
      files: ['heap.9', 'heap.10', 'heap.1', 'cpu.pb.gz'],
      refused: [],
    })
  })

  test('of an empty folder says so', async () => {
    expect(await drop({ empty: {} })).toEqual({
      files: [],
      refused: ['empty: This folder has no files.'],
    })
  })

  test('of too many files in a folder opens none of it', async () => {
    const many = Object.fromEntries(Array.from({ length: MOST_FILES + 1 }, (_, i) => [`${i}`, '']))
    expect(await drop({ many, 'cpu.pb.gz': '1' })).toEqual({
      files: ['cpu.pb.gz'],
      refused: [`many: There are more than ${MOST_FILES} files in it.`],
    })
  })

  test('of a deep tree ends somewhere', async () => {
    const deep = { a: { b: { c: { d: { far: '' } } }, near: '' } }
    expect((await drop({ deep })).files).toEqual(['near'])
  })
})

import type { ProfileBuilder } from '../../profile/builder.ts'
import type { FunctionIndex, StackIndex } from '../../profile/ids.ts'
import { malformed } from '../ids.ts'
import { list, members, text, whole } from '../json.ts'
import { headOf } from '../text.ts'

/** A node of V8's call tree, as its file has it, and where it stands. */
export interface CallNode {
  readonly row: Readonly<Record<string, unknown>>
  readonly id: number
  /** Index of the caller; -1: none. A caller stands before what it calls. */
  readonly parent: number
}

/** The nodes of a tree of objects that hold their children. */
export function nodesOfTree(head: unknown): CallNode[] {
  const nodes: CallNode[] = []
  const waiting: { value: unknown; parent: number }[] = [{ value: head, parent: -1 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const row = members(next.value)
    const index = nodes.length
    nodes.push({ row, id: whole(member(row, 'id')), parent: next.parent })
    const children = list(member(row, 'children'))
    for (let i = children.length - 1; i >= 0; i--)
      waiting.push({ value: children[i], parent: index })
  }
  return nodes
}

/**
 * The nodes of a flat list, whose rows name their children, or their parent.
 * @throws ProfileError if one is named that is not there, or is its own caller
 */
export function nodesOfList(values: readonly unknown[]): CallNode[] {
  const rows = values.map(members)
  const ids = rows.map((row) => whole(member(row, 'id')))
  const indexOf = new Map(ids.map((id, index) => [id, index]))
  const find = (id: number): number => {
    const index = indexOf.get(id)
    if (index === undefined) throw malformed(`a node refers to node ${id}, which does not exist`)
    return index
  }
  const children: number[][] = rows.map(() => [])
  const hasParent = new Uint8Array(rows.length)
  const link = (parent: number, child: number) => {
    if (hasParent[child] === 1) throw malformed(`node ${ids[child]} has two callers`)
    hasParent[child] = 1
    children[parent]!.push(child)
  }
  rows.forEach((row, index) => {
    for (const id of list(member(row, 'children'))) link(index, find(whole(id)))
    const parent = member(row, 'parent')
    if (parent !== undefined) link(find(whole(parent)), index)
  })
  const nodes: CallNode[] = []
  const waiting: { index: number; parent: number }[] = []
  for (let index = rows.length - 1; index >= 0; index--) {
    if (hasParent[index] === 0) waiting.push({ index, parent: -1 })
  }
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const at = nodes.length
    nodes.push({ row: rows[next.index]!, id: ids[next.index]!, parent: next.parent })
    const called = children[next.index]!
    for (let i = called.length - 1; i >= 0; i--) waiting.push({ index: called[i]!, parent: at })
  }
  if (nodes.length < rows.length) throw malformed('a node is its own caller')
  return nodes
}

/** Writes the stacks of a call tree into a profile. */
export class CallTree {
  private readonly stacks: StackIndex[] = []
  private readonly functions: FunctionIndex[] = []
  private readonly columns: number[] = []

  constructor(
    readonly nodes: readonly CallNode[],
    private readonly builder: ProfileBuilder,
  ) {
    nodes.forEach(({ row, parent }, index) => {
      const { name, file, line, column } = frameOf(row)
      this.functions.push(builder.addFunction({ name, systemName: '', file, startLine: line }))
      this.columns.push(column)
      const isRoot = parent < 0 && name === '(root)'
      this.stacks.push(isRoot ? 0 : this.call(index, line, column))
    })
  }

  /** The stack of a node; what it does itself is in its function's first line. */
  stack(index: number): StackIndex {
    return this.stacks[index]!
  }

  /** The same at another line of its function. */
  stackAt(index: number, line: number): StackIndex {
    return this.stacks[index] === 0 ? 0 : this.call(index, line, 0)
  }

  private call(index: number, line: number, column: number): StackIndex {
    const { parent } = this.nodes[index]!
    const lines = [{ function: this.functions[index]!, line, column }]
    return this.builder.call(
      parent < 0 ? 0 : this.stacks[parent]!,
      this.builder.addLocation({ lines }),
    )
  }
}

interface Frame {
  readonly name: string
  readonly file: string
  /** From 1; 0: not known. */
  readonly line: number
  readonly column: number
}

/** Older files have the frame in the node itself, with lines from 1 instead of 0. */
function frameOf(row: Readonly<Record<string, unknown>>): Frame {
  const callFrame = member(row, 'callFrame')
  const frame = callFrame === undefined ? row : members(callFrame)
  const first = callFrame === undefined ? 0 : 1
  const place = (key: string) => {
    const value = member(frame, key)
    return value === undefined ? 0 : Math.max(0, whole(value) + first)
  }
  return {
    name: text(member(frame, 'functionName')) || '(anonymous)',
    file: fileOf(text(member(frame, 'url'))),
    line: place('lineNumber'),
    column: place('columnNumber'),
  }
}

/** Paths are shown as paths: of addresses only those of files are. */
function fileOf(url: string): string {
  if (!url.startsWith('file://')) return url
  const path = url.slice('file://'.length).replace(/^\/(?=[A-Za-z]:\/)/, '')
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

/** Whether the text begins with frames as V8 writes them: of JSON that is cut short only that tells. */
export function showsCalls(bytes: Uint8Array): boolean {
  return /"(callFrame|functionName)"/.test(headOf(bytes))
}

/** A member of a JSON object; undefined if it does not have it. */
export function member(row: Readonly<Record<string, unknown>>, key: string): unknown {
  return row[key]
}

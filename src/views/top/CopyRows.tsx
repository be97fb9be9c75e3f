import { useEffect, useState } from 'react'
import { copyText } from '../../store/actions.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Menu, type MenuItem } from '../../ui/Menu.tsx'
import { asMarkdown, asTsv, COPIED_ROWS } from './copy.ts'
import type { Top } from './useTop.ts'

const SAID_MS = 4000

/** Rows that the clipboard is given at most. */
const MOST_ROWS = 100_000

/** Copies the first rows as they are shown, or all, and says how many they were. */
export function CopyRows({ top }: { readonly top: Top }) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => setSaid(''), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])
  const { answer, columns } = top
  const count = answer?.count ?? 0

  async function copy(print: typeof asTsv, wanted: number): Promise<void> {
    try {
      const rows = await top.fetchFirst(wanted)
      const copied = await copyText(print(columns, rows))
      setSaid(copied ? copiedText(rows.length, count) : 'The browser does not allow it')
    } catch {
      // The profile was closed, or the filters are just being changed to what does not parse.
      setSaid('There is nothing to copy')
    }
  }

  const some = Math.min(count, COPIED_ROWS)
  const first = some < count ? `first ${some} rows` : rowsText(count)
  const all = Math.min(count, MOST_ROWS)
  const items: MenuItem[] = [
    { label: `As a Markdown table: ${first}`, run: () => void copy(asMarkdown, some) },
    { label: `With tabs, for a spreadsheet: ${first}`, run: () => void copy(asTsv, some) },
  ]
  if (some < count) {
    items.push({ label: `With tabs: all ${rowsText(all)}`, run: () => void copy(asTsv, all) })
  }
  const button = (
    <>
      Copy <Caret />
    </>
  )
  return (
    <>
      <Menu button={button} title="Copy rows as they are shown" align="end" items={items} />
      <span className="top-said" role="status">
        {said}
      </span>
    </>
  )
}

function copiedText(copied: number, count: number): string {
  const of = copied < count ? ` of ${count.toLocaleString('en')}` : ''
  return `Copied ${copied.toLocaleString('en')}${of} ${copied === 1 ? 'row' : 'rows'}`
}

function rowsText(count: number): string {
  return `${count.toLocaleString('en')} ${count === 1 ? 'row' : 'rows'}`
}

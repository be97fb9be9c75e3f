import { useEffect, useState } from 'react'
import { copyText } from '../../../store/actions.ts'
import { Caret } from '../../../ui/Caret.tsx'
import { Menu, type MenuItem } from '../../../ui/Menu.tsx'
import { countText } from '../../../ui/words.ts'
import { asMarkdown, asTsv, type CopyColumn } from './copy-rows.ts'
import type { FrameList, FrameRow } from './frame-list.ts'

const SAID_MS = 4000

/** Rows that are copied by default, and the most that are copied. */
const FIRST_ROWS = 100
const MOST_ROWS = 100_000

interface CopyRowsProps<Row extends FrameRow> {
  readonly list: FrameList<Row>
  readonly columns: readonly CopyColumn<Row>[]
}

/** Copies the first rows as they are shown, or all, and says how many they were. */
export function CopyRows<Row extends FrameRow>({ list, columns }: CopyRowsProps<Row>) {
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (said === '') return
    const timer = setTimeout(() => setSaid(''), SAID_MS)
    return () => clearTimeout(timer)
  }, [said])
  const count = list.answer?.count ?? 0

  async function copy(print: typeof asTsv, wanted: number): Promise<void> {
    try {
      const rows = await list.fetch({ from: 0, to: wanted })
      const copied = await copyText(print(columns, rows))
      setSaid(copied ? copiedText(rows.length, count) : 'The browser does not allow it')
    } catch {
      // The profile was closed, or the filters are just being changed to what does not parse.
      setSaid('There is nothing to copy')
    }
  }

  const some = Math.min(count, FIRST_ROWS)
  const first = some < count ? `first ${some} rows` : countText(count, 'row')
  const all = Math.min(count, MOST_ROWS)
  const items: MenuItem[] = [
    { label: `As a Markdown table: ${first}`, run: () => void copy(asMarkdown, some) },
    { label: `With tabs, for a spreadsheet: ${first}`, run: () => void copy(asTsv, some) },
  ]
  if (some < count) {
    items.push({
      label: `With tabs: all ${countText(all, 'row')}`,
      run: () => void copy(asTsv, all),
    })
  }
  const button = (
    <>
      Copy <Caret />
    </>
  )
  return (
    <>
      <Menu button={button} title="Copy rows as they are shown" align="end" items={items} />
      <span className="list-copied" role="status">
        {said}
      </span>
    </>
  )
}

function copiedText(copied: number, count: number): string {
  const of = copied < count ? ` of ${count.toLocaleString('en')}` : ''
  return `Copied ${copied.toLocaleString('en')}${of} ${copied === 1 ? 'row' : 'rows'}`
}

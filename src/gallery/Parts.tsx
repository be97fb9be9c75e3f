import { useState } from 'react'
import { Check } from '../ui/controls/Check.tsx'
import { Choice } from '../ui/controls/Choice.tsx'
import { Figure, tailOf, tailStyle } from '../ui/controls/Figure.tsx'
import { Segmented } from '../ui/controls/Segmented.tsx'
import { SortButton } from '../ui/controls/SortButton.tsx'
import { Tab, Tabs } from '../ui/controls/Tabs.tsx'
import { ToolRow } from '../ui/controls/ToolRow.tsx'
import { MenuRow } from '../ui/Menu.tsx'
import { Popover } from '../ui/Popover.tsx'
import { Progress } from '../ui/Progress.tsx'

const nothing = () => {}
const TABS = ['Flame', 'Graph', 'Top'] as const
const FIGURES = ['0.63s', '12.5s', '1.06s', '100s'] as const
const SHARES = ['17.40%', '0.099%', '6.3%', '100%'] as const
const ROWS = ['frames', 'packages', 'modules'].map((value) => ({ value, label: value }))
const SHAPES = [
  { value: 'down', label: 'Top-down', help: 'From callers to what they call' },
  { value: 'up', label: 'Bottom-up', help: 'From what is called to its callers' },
  { value: 'sandwich', label: 'Sandwich', help: 'Both, of one function' },
] as const

/** What controls are put together to, to be tried. */
export function Parts({ theme }: { readonly theme: string }) {
  const [tab, setTab] = useState<string>('Flame')
  const [shape, setShape] = useState<'down' | 'up' | 'sandwich'>('down')
  const [rows, setRows] = useState('frames')
  const [folded, setFolded] = useState(true)
  const tools = [
    {
      key: 'shape',
      control: (
        <Segmented
          label={`Direction, ${theme}`}
          value={shape}
          options={SHAPES}
          onChange={setShape}
        />
      ),
    },
    {
      key: 'rows',
      control: <Choice label="Rows" value={rows} options={ROWS} onChange={setRows} />,
    },
    {
      key: 'fold',
      control: (
        <Check checked={folded} onChange={setFolded}>
          fold deep stacks
        </Check>
      ),
    },
    {
      key: 'look',
      end: true,
      control: (
        <Popover popup="dialog" align="end" button="Look">
          {() => (
            <Check checked={folded} onChange={setFolded}>
              fold deep stacks
            </Check>
          )}
        </Popover>
      ),
    },
  ]
  return (
    <>
      <p className="gallery-scale">
        <span style={{ fontSize: 'var(--text-title)' }}>Title 20</span>
        <span style={{ fontSize: 'var(--text-large)' }}>Heading 15</span>
        <span>Text 13</span>
        <span className="muted" style={{ fontSize: 'var(--text-small)' }}>
          Small 12
        </span>
        <span className="mono">main.sortWork</span>
        <kbd>f</kbd>
      </p>
      <Tabs label={`Views, ${theme}`}>
        {TABS.map((label) => (
          <Tab
            key={label}
            label={label}
            title={label}
            current={label === tab}
            onClick={() => setTab(label)}
          />
        ))}
      </Tabs>
      <ToolRow label={`Tools, ${theme}`} said="212 frames" tools={tools} />
      <div className="gallery-narrow">
        <ToolRow label={`Narrow tools, ${theme}`} said="212 frames" tools={tools} />
      </div>
      <div className="gallery-pair">
        <div className="popup">
          <div className="menu" role="menu" aria-label={`Menu, ${theme}`}>
            <MenuRow item={{ label: 'Focus', hint: <kbd>f</kbd>, run: nothing }} close={nothing} />
            <MenuRow
              item={{
                label: 'By package',
                detail: 'own code yellow to orange',
                checked: true,
                run: nothing,
              }}
              close={nothing}
            />
            <MenuRow
              item={{ label: 'By file', checked: false, apart: true, run: nothing }}
              close={nothing}
            />
            <MenuRow item={{ label: 'Not now', disabled: true, run: nothing }} close={nothing} />
          </div>
        </div>
        <table className="gallery-figures">
          <thead className="table-head">
            <tr>
              {['flat', 'flat%'].map((label) => (
                <th key={label} scope="col">
                  <SortButton
                    label={label}
                    order={label === 'flat' ? 'descending' : undefined}
                    onClick={nothing}
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FIGURES.map((figure, i) => (
              <tr key={figure}>
                <td style={tailStyle(tailOf(FIGURES))}>
                  <Figure text={figure} />
                </td>
                <td style={tailStyle(tailOf(SHARES))}>
                  <Figure text={SHARES[i]!} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        <Progress label={`Reading, ${theme}`} share={0.4} />
      </div>
    </>
  )
}

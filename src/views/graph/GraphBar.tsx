import type { CallGraphAnswer } from '../../engine/questions/graph/call-graph.ts'
import { optionNamed } from '../../engine/select/options.ts'
import { changeOption } from '../../store/actions.ts'
import { useView } from '../../store/hooks.ts'
import { notice } from '../../store/transient.ts'
import { useField } from '../../store/use-field.ts'
import { Caret } from '../../ui/Caret.tsx'
import { Check } from '../../ui/controls/Check.tsx'
import { NumberField } from '../../ui/controls/NumberField.tsx'
import { ToolRow } from '../../ui/controls/ToolRow.tsx'
import { Menu } from '../../ui/Menu.tsx'
import { saveFile, unpackedName } from '../../ui/save-file.ts'
import { DEFAULT_NODES, fractionOf, percentOf } from './limits.ts'
import type { GraphPicture } from './picture.ts'
import { LABELS } from './state.ts'
import { pngFile, svgFile } from './svg-file.ts'
import { shownLines } from './words.ts'

interface GraphBarProps {
  readonly answer: CallGraphAnswer | null
  readonly picture: GraphPicture | null
  /** Name of the profile's file. */
  readonly name: string
}

/** How much of the graph is shown, what that leaves out, and the graph as a file. */
export function GraphBar({ answer, picture, name }: GraphBarProps) {
  const { nodecount, nodefraction, edgefraction, trim, call_tree } = useView((view) => view.options)
  const [labels, showLabels] = useField(LABELS)
  const folded = answer?.nodes.reduce((sum, node) => sum + node.folded, 0) ?? 0
  const help = (option: Parameters<typeof optionNamed>[0]) =>
    `${optionNamed(option)?.help} (pprof’s -${option})`
  const lines = answer ? shownLines(answer.legend) : []
  return (
    <ToolRow
      label="Graph"
      said={
        <span className="graph-shown muted number" title={lines.join('\n')}>
          {lines.join(' · ')}
        </span>
      }
      tools={[
        {
          key: 'nodes',
          control: (
            <NumberField
              label="Nodes"
              help={`${help('nodecount')}; 0 is no limit`}
              value={nodecount < 0 ? DEFAULT_NODES : nodecount}
              step={1}
              max={1_000_000}
              disabled={!trim}
              onChange={(count) => changeOption('nodecount', Math.trunc(count))}
            />
          ),
        },
        {
          key: 'nodefraction',
          control: (
            <NumberField
              label="of at least"
              unit="%"
              help={help('nodefraction')}
              value={percentOf(nodefraction)}
              step={0.1}
              max={100}
              disabled={!trim}
              onChange={(percent) => changeOption('nodefraction', fractionOf(percent))}
            />
          ),
        },
        {
          key: 'edgefraction',
          control: (
            <NumberField
              label="Arrows of at least"
              unit="%"
              help={help('edgefraction')}
              value={percentOf(edgefraction)}
              step={0.1}
              max={100}
              disabled={!trim}
              onChange={(percent) => changeOption('edgefraction', fractionOf(percent))}
            />
          ),
        },
        {
          key: 'trim',
          control: (
            <Check help={help('trim')} checked={trim} onChange={(on) => changeOption('trim', on)}>
              Trim
            </Check>
          ),
        },
        {
          key: 'tree',
          control: (
            <Check
              help={help('call_tree')}
              checked={call_tree}
              onChange={(on) => changeOption('call_tree', on)}
            >
              Call tree
            </Check>
          ),
        },
        ...(labels || folded > 0
          ? [
              {
                key: 'labels',
                control: (
                  <Check
                    help="Labels of the samples as boxes beside their nodes, as pprof draws them; folded, a node says how many it has"
                    checked={labels}
                    onChange={showLabels}
                  >
                    Labels{labels ? '' : ` (${folded})`}
                  </Check>
                ),
              },
            ]
          : []),
        {
          key: 'save',
          end: true,
          control: (
            <Menu
              label="Save the graph"
              title="Save the graph as a file"
              button={
                <>
                  Save
                  <Caret />
                </>
              }
              items={[
                {
                  label: 'SVG',
                  detail: 'a drawing that any browser opens',
                  disabled: !picture,
                  run: () =>
                    picture &&
                    saveFile(`${unpackedName(name)}.svg`, svgFile(picture, name), 'image/svg+xml'),
                },
                {
                  label: 'PNG',
                  detail: 'for a chat or a document',
                  disabled: !picture,
                  run: () => picture && void savePng(picture, name),
                },
                {
                  label: 'DOT',
                  detail: 'the text for Graphviz, as pprof prints it',
                  disabled: !answer?.dot,
                  run: () =>
                    answer &&
                    saveFile(`${unpackedName(name)}.dot`, answer.dot, 'text/vnd.graphviz'),
                },
              ]}
            />
          ),
        },
      ]}
    />
  )
}

async function savePng(picture: GraphPicture, name: string): Promise<void> {
  try {
    saveFile(`${unpackedName(name)}.png`, await pngFile(picture, name))
  } catch {
    notice('This browser cannot draw the graph as PNG: it may be too large. Save it as SVG.')
  }
}

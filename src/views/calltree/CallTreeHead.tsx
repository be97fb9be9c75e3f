import type { CallTreeAnswer } from '../../engine/questions/calltree/calltree.ts'
import { useSession } from '../../store/hooks.ts'
import { useField } from '../../store/use-field.ts'
import { Check } from '../../ui/controls/Check.tsx'
import { Segmented } from '../../ui/controls/Segmented.tsx'
import { countText } from '../../ui/words.ts'
import { ListHead } from '../frame/list/ListHead.tsx'
import { COLLAPSE, DIRECTION, ONLY_OWN } from './state.ts'

const DIRECTIONS = [
  { value: 'down', label: 'Top-down', help: 'Rows open to what they call' },
  { value: 'up', label: 'Bottom-up', help: 'Rows open to what calls them' },
] as const

const FOLDED =
  'What the runtime, the standard library and modules of the module cache or vendored do counts for their caller; outermost functions stay. Go only: of other languages nothing is folded'

/** Which way the tree goes, and what its columns are. */
export function CallTreeHead({ answer }: { readonly answer: CallTreeAnswer | null }) {
  const [direction, setDirection] = useField(DIRECTION)
  const isComparing = useSession((session) => session.comparison !== null)
  const [collapse, setCollapse] = useField(COLLAPSE)
  const [onlyOwn, setOnlyOwn] = useField(ONLY_OWN)
  return (
    <>
      <ListHead
        label="Call tree"
        said={<span className="number muted">{answer && countText(answer.count, 'row')}</span>}
        tools={[
          {
            key: 'direction',
            control: (
              <Segmented
                label="Direction"
                value={direction}
                options={DIRECTIONS}
                onChange={setDirection}
              />
            ),
          },
          {
            key: 'collapse',
            control: (
              <Check checked={collapse} onChange={setCollapse}>
                collapse recursion
              </Check>
            ),
          },
          {
            key: 'only-own',
            control: (
              <Check checked={onlyOwn} onChange={setOnlyOwn} help={FOLDED}>
                collapse library
              </Check>
            ),
          },
        ]}
      />
      <div className="calltree-columns muted" aria-hidden="true">
        {isComparing ? (
          <OfChanges isUp={direction === 'up'} />
        ) : (
          <OfValues isUp={direction === 'up'} />
        )}
        <span className="calltree-name">
          {direction === 'down' ? 'function, and what it calls' : 'function, and what calls it'}
        </span>
      </div>
    </>
  )
}

interface ColumnsProps {
  /** Callers are opened: what a row has itself means nothing then. */
  readonly isUp: boolean
}

function OfValues({ isUp }: ColumnsProps) {
  return (
    <>
      <span title="Value of the samples on this path, with all that follows">cum</span>
      <span title="cum as a share of the total">cum%</span>
      {!isUp && (
        <>
          <span className="calltree-own" title="Value of the samples that end on this path">
            flat
          </span>
          <span className="calltree-own" title="flat as a share of the total">
            flat%
          </span>
        </>
      )}
    </>
  )
}

/** Rows with the largest change stand first. */
function OfChanges({ isUp }: ColumnsProps) {
  return (
    <>
      <span className="calltree-own" title="cum in A, the base">
        old
      </span>
      <span className="calltree-own" title="cum in B">
        new
      </span>
      <span title="New minus old. Rows stand in the order of all that has changed below them">
        Δ
      </span>
      <span title="The change as a share of the old value; none where one side is 0">Δ%</span>
      {!isUp && <span title="Change of the samples that end on this path">Δ flat</span>}
    </>
  )
}

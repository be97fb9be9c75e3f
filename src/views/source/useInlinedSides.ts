import { useMemo } from 'react'
import type {
  InlinedCall,
  SourceCallsAnswer,
  SourceCallsRequest,
} from '../../engine/questions/source/calls.ts'
import { useAnswer } from '../../store/answers.ts'
import { useScaling, useSession } from '../../store/hooks.ts'
import type { ProfileId, QueryOf } from '../../worker/protocol.ts'

/** What both sides of a comparison had of an inlined call; undefined on one that does not have it. */
export interface InlinedSides {
  readonly old: InlinedCall | undefined
  readonly new: InlinedCall | undefined
}

/** By the calls that the difference has. */
export type SidesOfInlined = ReadonlyMap<InlinedCall, InlinedSides>

const NONE: SidesOfInlined = new Map()

/**
 * What both sides had of the inlined calls of a difference.
 * @param asked what the difference was asked; null outside of one, or where no call is shown
 */
export function useInlinedSides(
  asked: SourceCallsRequest | null,
  difference: SourceCallsAnswer | null,
): SidesOfInlined {
  const pair = useSession((session) => session.pair)
  const query = (profile: ProfileId): QueryOf<'source-calls'> | null => {
    // What is to be dropped is what has shrunk, not what one side has.
    const options = asked && { ...asked.options, drop_negative: false }
    return asked && options && { type: 'source-calls', profile, ...asked, options }
  }
  const scaling = useScaling()
  const sides = pair?.profiles[scaling]
  const ofOld = useAnswer(sides ? query(sides.old) : null, 'source-calls-old').answer
  const ofNew = useAnswer(sides ? query(sides.new) : null, 'source-calls-new').answer
  const isAsked = asked !== null
  return useMemo(() => {
    if (!isAsked || !difference || !ofOld || !ofNew) return NONE
    const [old, fresh] = [byPath(ofOld), byPath(ofNew)]
    return new Map(
      difference.lines.flatMap(({ line, inlined }) =>
        pathsOf(line, inlined).map(
          (path, i) => [inlined[i]!, { old: old.get(path), new: fresh.get(path) }] as const,
        ),
      ),
    )
  }, [isAsked, difference, ofOld, ofNew])
}

function byPath({ lines }: SourceCallsAnswer): ReadonlyMap<string, InlinedCall> {
  return new Map(
    lines.flatMap(({ line, inlined }) =>
      pathsOf(line, inlined).map((path, i) => [path, inlined[i]!] as const),
    ),
  )
}

/** What names each of the calls inlined into a line: the calls that it is inlined into, and itself. */
function pathsOf(line: number, inlined: readonly InlinedCall[]): string[] {
  const open: string[] = [`${line}`]
  return inlined.map(({ depth, name, file, line: at }) => {
    open.length = depth
    const path = `${open[depth - 1]}\n${name} ${file}:${at}`
    open.push(path)
    return path
  })
}

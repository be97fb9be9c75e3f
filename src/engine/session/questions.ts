import type {
  FlameAnswer,
  FlameRequest,
  FrameAnswer,
  FrameRequest,
  HeaderAnswer,
  HeaderRequest,
  TopAnswer,
  TopRequest,
} from './answers.ts'
import { type CallGraphAnswer, type CallGraphRequest, callGraph } from './call-graph.ts'
import { type ConsoleAnswer, type ConsoleRequest, consoleLine } from './console.ts'
import { type DetailsAnswer, type DetailsRequest, profileDetails } from './details.ts'
import {
  type FilteredProfileAnswer,
  type FilteredProfileRequest,
  filteredProfile,
} from './download.ts'
import { flameGraph } from './flame-graph.ts'
import { type FlameMatchAnswer, type FlameMatchRequest, flameMatch } from './flame-match.ts'
import { frameCard } from './frame-card.ts'
import {
  type GoroutineGroupAnswer,
  type GoroutineGroupRequest,
  goroutineGroup,
} from './goroutine-group.ts'
import { type GoroutinesAnswer, type GoroutinesRequest, goroutinesWindow } from './goroutines.ts'
import { type GraphReachAnswer, type GraphReachRequest, graphReach } from './graph-reach.ts'
import { profileHeader } from './header.ts'
import { type LabelsAnswer, type LabelsRequest, labelsWindow } from './labels.ts'
import { type NamesAnswer, type NamesRequest, namesWith } from './names-search.ts'
import { type PeekAnswer, type PeekRequest, peekWindow } from './peek.ts'
import { type CompletionAnswer, type CompletionRequest, completions } from './prompt-completion.ts'
import type { EngineSession } from './session.ts'
import { type SourceCallsAnswer, type SourceCallsRequest, sourceCalls } from './source-calls.ts'
import { type SourceAnswer, type SourceRequest, sourceLines } from './source-lines.ts'
import { type SourcesAnswer, type SourcesRequest, sourceList } from './source-list.ts'
import { topWindow } from './top-table.ts'
import {
  type TraceMatchAnswer,
  type TraceMatchRequest,
  type TraceStackAnswer,
  type TraceStackRequest,
  type TracesAnswer,
  type TracesRequest,
  traceMatch,
  traceStack,
  tracesWindow,
} from './traces.ts'

/** What a session can be asked, and what it answers. A view's question is a line here. */
export interface Questions {
  header: { request: HeaderRequest; answer: HeaderAnswer }
  top: { request: TopRequest; answer: TopAnswer }
  flame: { request: FlameRequest; answer: FlameAnswer }
  'flame-match': { request: FlameMatchRequest; answer: FlameMatchAnswer }
  frame: { request: FrameRequest; answer: FrameAnswer }
  peek: { request: PeekRequest; answer: PeekAnswer }
  traces: { request: TracesRequest; answer: TracesAnswer }
  'trace-match': { request: TraceMatchRequest; answer: TraceMatchAnswer }
  'trace-stack': { request: TraceStackRequest; answer: TraceStackAnswer }
  graph: { request: CallGraphRequest; answer: CallGraphAnswer }
  'graph-reach': { request: GraphReachRequest; answer: GraphReachAnswer }
  names: { request: NamesRequest; answer: NamesAnswer }
  'filtered-profile': { request: FilteredProfileRequest; answer: FilteredProfileAnswer }
  labels: { request: LabelsRequest; answer: LabelsAnswer }
  goroutines: { request: GoroutinesRequest; answer: GoroutinesAnswer }
  'goroutine-group': { request: GoroutineGroupRequest; answer: GoroutineGroupAnswer }
  console: { request: ConsoleRequest; answer: ConsoleAnswer }
  completion: { request: CompletionRequest; answer: CompletionAnswer }
  details: { request: DetailsRequest; answer: DetailsAnswer }
  source: { request: SourceRequest; answer: SourceAnswer }
  sources: { request: SourcesRequest; answer: SourcesAnswer }
  'source-calls': { request: SourceCallsRequest; answer: SourceCallsAnswer }
}

export type QuestionName = keyof Questions
export type RequestOf<Name extends QuestionName> = Questions[Name]['request']
export type AnswerTo<Name extends QuestionName> = Questions[Name]['answer']

/** Who answers each. */
export const ANSWERING: {
  readonly [Name in QuestionName]: (
    session: EngineSession,
    request: RequestOf<Name>,
  ) => AnswerTo<Name>
} = {
  header: profileHeader,
  top: topWindow,
  flame: flameGraph,
  'flame-match': flameMatch,
  frame: frameCard,
  peek: peekWindow,
  traces: tracesWindow,
  'trace-match': traceMatch,
  'trace-stack': traceStack,
  graph: callGraph,
  'graph-reach': graphReach,
  names: namesWith,
  'filtered-profile': filteredProfile,
  labels: labelsWindow,
  goroutines: goroutinesWindow,
  'goroutine-group': goroutineGroup,
  console: consoleLine,
  completion: completions,
  details: profileDetails,
  source: sourceLines,
  sources: sourceList,
  'source-calls': sourceCalls,
}

import type {
  FlameAnswer,
  FlameRequest,
  FrameAnswer,
  FrameRequest,
  HeaderAnswer,
  HeaderRequest,
  TopAnswer,
  TopRequest,
} from '../session/answers.ts'
import type { EngineSession } from '../session/session.ts'
import {
  type CallTreeAnswer,
  type CallTreeOpenAnswer,
  type CallTreeOpenRequest,
  type CallTreeRequest,
  callTree,
  callTreeOpen,
} from './calltree/calltree.ts'
import { type CompletionAnswer, type CompletionRequest, completions } from './console/completion.ts'
import { type ConsoleAnswer, type ConsoleRequest, consoleLine } from './console/console.ts'
import { type FindingsAnswer, type FindingsRequest, findingsOf } from './findings/findings.ts'
import { type FlameMatchAnswer, type FlameMatchRequest, flameMatch } from './flame/flame-match.ts'
import { flamePicture } from './flame/signed-flame.ts'
import {
  type GoroutinesAnswer,
  type GoroutinesRequest,
  goroutinesWindow,
} from './goroutines/goroutines.ts'
import {
  type GoroutineGroupAnswer,
  type GoroutineGroupRequest,
  goroutineGroup,
} from './goroutines/group.ts'
import { type CallGraphAnswer, type CallGraphRequest, callGraph } from './graph/call-graph.ts'
import { type GraphReachAnswer, type GraphReachRequest, graphReach } from './graph/reach.ts'
import { type LabelsAnswer, type LabelsRequest, labelsWindow } from './labels/labels.ts'
import { type DetailsAnswer, type DetailsRequest, profileDetails } from './page/details.ts'
import {
  type FilteredProfileAnswer,
  type FilteredProfileRequest,
  filteredProfile,
} from './page/download.ts'
import { frameCard } from './page/frame-card.ts'
import { profileHeader } from './page/header.ts'
import { type NamesAnswer, type NamesRequest, namesWith } from './page/names-search.ts'
import { type OwnCodeAnswer, type OwnCodeRequest, ownCode } from './page/own-code.ts'
import { type PeekAnswer, type PeekRequest, peekWindow } from './peek/peek.ts'
import { type SourceCallsAnswer, type SourceCallsRequest, sourceCalls } from './source/calls.ts'
import { type SourceAnswer, type SourceRequest, sourceLines } from './source/lines.ts'
import { type SourcesAnswer, type SourcesRequest, sourceList } from './source/list.ts'
import { topWindow } from './top/window.ts'
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
} from './traces/traces.ts'

/** What a session can be asked, and what it answers. A view's question is a line here. */
export interface Questions {
  header: { request: HeaderRequest; answer: HeaderAnswer }
  top: { request: TopRequest; answer: TopAnswer }
  flame: { request: FlameRequest; answer: FlameAnswer }
  'flame-match': { request: FlameMatchRequest; answer: FlameMatchAnswer }
  'call-tree': { request: CallTreeRequest; answer: CallTreeAnswer }
  'call-tree-open': { request: CallTreeOpenRequest; answer: CallTreeOpenAnswer }
  frame: { request: FrameRequest; answer: FrameAnswer }
  peek: { request: PeekRequest; answer: PeekAnswer }
  traces: { request: TracesRequest; answer: TracesAnswer }
  'trace-match': { request: TraceMatchRequest; answer: TraceMatchAnswer }
  'trace-stack': { request: TraceStackRequest; answer: TraceStackAnswer }
  graph: { request: CallGraphRequest; answer: CallGraphAnswer }
  'graph-reach': { request: GraphReachRequest; answer: GraphReachAnswer }
  names: { request: NamesRequest; answer: NamesAnswer }
  findings: { request: FindingsRequest; answer: FindingsAnswer }
  'own-code': { request: OwnCodeRequest; answer: OwnCodeAnswer }
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

const ANSWERING: {
  readonly [Name in QuestionName]: (
    session: EngineSession,
    request: RequestOf<Name>,
  ) => AnswerTo<Name>
} = {
  header: profileHeader,
  top: topWindow,
  flame: flamePicture,
  'flame-match': flameMatch,
  'call-tree': callTree,
  'call-tree-open': callTreeOpen,
  frame: frameCard,
  peek: peekWindow,
  traces: tracesWindow,
  'trace-match': traceMatch,
  'trace-stack': traceStack,
  graph: callGraph,
  'graph-reach': graphReach,
  names: namesWith,
  findings: findingsOf,
  'own-code': ownCode,
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

/**
 * Answers a question about one profile.
 * @throws OptionError for a text that an option cannot take, or a frame that is not there
 */
export function ask<Name extends QuestionName>(
  session: EngineSession,
  name: Name,
  request: RequestOf<Name>,
): AnswerTo<Name> {
  return ANSWERING[name](session, request)
}

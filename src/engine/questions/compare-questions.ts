import type { HeaderAnswer } from '../session/answers.ts'
import type {
  Compared,
  CompareFlameAnswer,
  CompareFlameRequest,
  CompareFrameAnswer,
  CompareFrameRequest,
  CompareReportAnswer,
  CompareReportRequest,
  CompareSummaryAnswer,
  CompareTopAnswer,
  CompareTopRequest,
} from '../session/compare-answers.ts'
import type { CompareSession } from '../session/compare-session.ts'
import type { CallTreeAnswer, CallTreeOpenAnswer } from './calltree/calltree.ts'
import {
  type CompareCallTreeOpenRequest,
  type CompareCallTreeRequest,
  compareCallTree,
  compareCallTreeOpen,
} from './compare/calltree.ts'
import { compareFlame } from './compare/flame.ts'
import { compareFrame } from './compare/frame.ts'
import { compareHeader } from './compare/header.ts'
import { type ComparePeekAnswer, type ComparePeekRequest, comparePeek } from './compare/peek.ts'
import { compareReport } from './compare/report.ts'
import {
  type CompareSourceAnswer,
  type CompareSourceRequest,
  compareSource,
} from './compare/source.ts'
import { compareSummary } from './compare/summary.ts'
import { compareTop } from './compare/top.ts'

/** What can be asked about two profiles, and what is answered. */
export interface CompareQuestions {
  'compare-top': { request: CompareTopRequest; answer: CompareTopAnswer }
  'compare-summary': { request: Compared; answer: CompareSummaryAnswer }
  'compare-header': { request: Compared; answer: HeaderAnswer }
  'compare-frame': { request: CompareFrameRequest; answer: CompareFrameAnswer }
  'compare-flame': { request: CompareFlameRequest; answer: CompareFlameAnswer }
  'compare-report': { request: CompareReportRequest; answer: CompareReportAnswer }
  'compare-peek': { request: ComparePeekRequest; answer: ComparePeekAnswer }
  'compare-call-tree': { request: CompareCallTreeRequest; answer: CallTreeAnswer }
  'compare-call-tree-open': { request: CompareCallTreeOpenRequest; answer: CallTreeOpenAnswer }
  'compare-source': { request: CompareSourceRequest; answer: CompareSourceAnswer }
}

export type CompareQuestionName = keyof CompareQuestions
export type CompareRequestOf<Name extends CompareQuestionName> = CompareQuestions[Name]['request']
export type CompareAnswerTo<Name extends CompareQuestionName> = CompareQuestions[Name]['answer']

const ANSWERING: {
  readonly [Name in CompareQuestionName]: (
    session: CompareSession,
    request: CompareRequestOf<Name>,
  ) => CompareAnswerTo<Name>
} = {
  'compare-top': compareTop,
  'compare-summary': compareSummary,
  'compare-header': compareHeader,
  'compare-frame': compareFrame,
  'compare-flame': compareFlame,
  'compare-report': compareReport,
  'compare-peek': comparePeek,
  'compare-call-tree': compareCallTree,
  'compare-call-tree-open': compareCallTreeOpen,
  'compare-source': compareSource,
}

/**
 * Answers a question about two profiles.
 * @throws OptionError for a text that an option cannot take, or a frame that is not there
 */
export function askPair<Name extends CompareQuestionName>(
  session: CompareSession,
  name: Name,
  request: CompareRequestOf<Name>,
): CompareAnswerTo<Name> {
  return ANSWERING[name](session, request)
}

// The entry `flamedrop/engine`: all that is exported here is documented in docs/package.md, and
// changes only as versions say.
export type { ProfileFinding } from '../engine/findings/finding.ts'
export { ProfileError, type ProfileErrorKind } from '../engine/profile/error.ts'
export { OptionError, type Options } from '../engine/select/options.ts'
export type { NamedFinding, VerdictDocument } from '../engine/verdict/document.ts'
export { type CompareOptions, compare } from './compare.ts'
export { type LoadOptions, load } from './load.ts'
export type { OpenedProfile } from './opened.ts'
export { type BinaryReport, type FunctionRow, functions, report, reports } from './reports.ts'
export { type Named, verdict } from './verdict.ts'

import type { ReportInput } from './input.ts'

/** The report `comments`: what is written in the profile for people to read, a line each. */
export function commentsReport({ profile }: ReportInput): Iterable<string> {
  return profile.header.comments
}

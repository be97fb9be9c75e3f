import { bothPrograms, isSameProgram, type ProgramIdentity } from './program.ts'

/** What can be one series, and what is known of the program. */
export interface ProgramGroup<Item> {
  readonly program: ProgramIdentity
  readonly members: readonly Item[]
}

/**
 * Items by what they are of, in their order; each is in one of the groups. One that does not say
 * which program it is of goes with the first that it may be of.
 */
export function byProgram<Item>(
  items: readonly Item[],
  programOf: (item: Item) => ProgramIdentity,
): ProgramGroup<Item>[] {
  const groups: { program: ProgramIdentity; readonly members: Item[] }[] = []
  for (const item of items) {
    const program = programOf(item)
    const group = groups.find((each) => isSameProgram(each.program, program))
    if (group) {
      group.members.push(item)
      group.program = bothPrograms(group.program, program)
    } else groups.push({ program, members: [item] })
  }
  return groups
}

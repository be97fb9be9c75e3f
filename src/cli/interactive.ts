import { writeFile } from 'node:fs/promises'
import { createInterface } from 'node:readline/promises'
import type { Profile } from '../engine/profile/profile.ts'
import { Prompt, type PromptOutput, promptWords } from '../engine/prompt/prompt.ts'
import { OPTIONS, type Options } from '../engine/select/options.ts'
import { sourceReader } from './source-files.ts'

/** Runs the pprof prompt in the terminal until the end of input or `quit`. */
export async function interact(profile: Profile, options: Options): Promise<void> {
  const prompt = new Prompt(profile, options, await sourceReader(options))
  const words = [...promptWords(), ...OPTIONS.map(({ name }) => `${name}=`)]
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: '(pprof) ',
    completer: (line: string): [string[], string] => [
      words.filter((word) => word.startsWith(line)),
      line,
    ],
  })
  for (const answer of prompt.greeting()) await say(answer)
  terminal.prompt()
  for await (const line of terminal) {
    for (const answer of prompt.run(line)) {
      if (answer.type === 'quit') {
        terminal.close()
        return
      }
      await say(answer)
    }
    terminal.prompt()
  }
}

async function say(answer: PromptOutput): Promise<void> {
  switch (answer.type) {
    case 'error':
    case 'remark':
      console.error(answer.message)
      break
    case 'text':
      for (const line of answer.lines) console.log(line)
      break
    case 'file':
      await save(answer.name, answer.content)
  }
}

async function save(name: string, content: Iterable<string> | Uint8Array): Promise<void> {
  console.error(`Generating report in ${name}`)
  const bytes = content instanceof Uint8Array ? content : [...content, ''].join('\n')
  try {
    await writeFile(name, bytes)
  } catch (error) {
    console.error((error as Error).message)
  }
}

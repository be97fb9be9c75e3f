import { open } from 'node:fs/promises'

/** The destination of a report. */
export interface Output {
  /** Resolves when the text has been written, so that a slow reader does not fill the memory. */
  write(text: string | Uint8Array): Promise<void>
  close(): Promise<void>
}

export const STDOUT: Output = {
  write: (text) =>
    new Promise((done, failed) => {
      process.stdout.write(text, (error) => (error ? failed(error) : done()))
    }),
  close: async () => {},
}

/**
 * Opens the file of -output; without a name, stdout.
 * @throws system errors if it cannot be written
 */
export async function openOutput(name: string): Promise<Output> {
  if (name === '') return STDOUT
  console.error(`Generating report in ${name}`)
  const file = await open(name, 'w')
  return {
    // Appends to what was written before.
    write: (text) => file.appendFile(text),
    close: () => file.close(),
  }
}

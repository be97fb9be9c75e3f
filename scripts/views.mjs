import { resolve } from 'node:path'

/** The views' descriptors as the page lists them; the checkout is the current directory. */
export async function viewList() {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(resolve('src/views/index.ts'), { logLevel: 'error' })
  return module.VIEWS
}

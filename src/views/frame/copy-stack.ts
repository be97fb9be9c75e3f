import { copyText } from '../../store/actions.ts'
import { notice } from '../../store/transient.ts'
import type { MenuItem } from '../../ui/Menu.tsx'

/**
 * The item of a menu that copies a stack, outermost frame first, a line each.
 * @param stack what finds it out, when the item is chosen
 */
export function copyStackItem(stack: () => Stack | Promise<Stack>, disabled = false): MenuItem {
  return {
    label: 'Copy stack',
    detail: 'outermost first, a line each',
    disabled,
    run: () => void copy(stack),
  }
}

type Stack = readonly string[]

async function copy(stack: () => Stack | Promise<Stack>): Promise<void> {
  try {
    if (await copyText((await stack()).join('\n'))) return
    notice('The browser does not let this page copy: it needs your permission, or https.')
  } catch {
    notice('The stack is not available any more: the profile was closed.')
  }
}

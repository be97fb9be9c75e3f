import { queryAllByLabelText, queryAllByRole } from '@testing-library/dom'
import { userEvent } from '@testing-library/user-event'
import { expect } from 'vitest'

/** A text that is to be contained, whatever its case; or a pattern. */
export type Name = string | RegExp

interface Exactly {
  /** The whole text, and its case. */
  readonly exact?: boolean
}

let user = userEvent.setup({ delay: 0 })

/** A hand that holds no key, and nothing selected. */
export function newPerson(): void {
  user = userEvent.setup({ delay: 0 })
  getSelection()?.removeAllRanges()
}

/**
 * Elements of the page as they are when something is done with them, in the words of playwright, so
 * that a test can move between tests/page and tests/browser. What acts on an element waits for it.
 */
export class Locator {
  constructor(private readonly find: () => Element[]) {}

  /** By a CSS selector. */
  locator(selector: string, { hasText }: { hasText?: Name } = {}): Locator {
    const inside = this.below((element) => [...element.querySelectorAll(selector)])
    return hasText === undefined ? inside : inside.filter({ hasText })
  }

  getByRole(
    role: string,
    { name, exact, selected }: { name?: Name; selected?: boolean } & Exactly = {},
  ): Locator {
    return this.below((element) =>
      queryAllByRole(element as HTMLElement, role, {
        // What is hidden is so by the style sheet, which nobody reads here.
        hidden: true,
        ...(selected !== undefined && { selected }),
        ...(name !== undefined && { name: (text: string) => fits(text, name, exact) }),
      }),
    )
  }

  /** The innermost elements with the text. */
  getByText(text: Name, { exact }: Exactly = {}): Locator {
    return this.below((element) => {
      const having = [...element.querySelectorAll(':not(script, style)')].filter((one) =>
        fits(one.textContent, text, exact),
      )
      return having.filter((one) => !having.some((other) => other !== one && one.contains(other)))
    })
  }

  getByLabel(text: Name, { exact }: Exactly = {}): Locator {
    return this.below((element) =>
      queryAllByLabelText(element as HTMLElement, (label) => fits(label, text, exact)),
    )
  }

  filter({ hasText }: { hasText: Name }): Locator {
    return new Locator(() => this.find().filter((one) => fits(one.textContent, hasText)))
  }

  nth(index: number): Locator {
    return new Locator(() => this.find().slice(index, index + 1 || undefined))
  }

  first(): Locator {
    return this.nth(0)
  }

  last(): Locator {
    return this.nth(-1)
  }

  count(): number {
    return this.find().length
  }

  allTextContents(): string[] {
    return this.find().map((one) => one.textContent)
  }

  /** The parts of each, apart from each other. */
  allInnerTexts(): string[] {
    return this.find().map((one) => {
      const parts: string[] = []
      const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT)
      while (walker.nextNode()) parts.push(walker.currentNode.textContent ?? '')
      return parts.join(' ')
    })
  }

  async textContent(): Promise<string> {
    return (await this.one()).textContent
  }

  async getAttribute(name: string): Promise<string | null> {
    return (await this.one()).getAttribute(name)
  }

  async inputValue(): Promise<string> {
    return ((await this.one()) as HTMLInputElement).value
  }

  async isChecked(): Promise<boolean> {
    return ((await this.one()) as HTMLInputElement).checked
  }

  async isVisible(): Promise<boolean> {
    return this.count() > 0
  }

  async isDisabled(): Promise<boolean> {
    return ((await this.one()) as HTMLButtonElement).disabled
  }

  async waitFor({ state = 'attached' }: { state?: 'attached' | 'detached' } = {}): Promise<void> {
    await expect
      .poll(() => this.count() > 0, { timeout: 30_000, interval: 5, message: `${state} in time` })
      .toBe(state === 'attached')
  }

  async click({ button = 'left' }: { button?: 'left' | 'right' } = {}): Promise<void> {
    const target = await this.one()
    await user.pointer({ keys: button === 'left' ? '[MouseLeft]' : '[MouseRight]', target })
  }

  async dblclick(): Promise<void> {
    await user.dblClick(await this.one())
  }

  async hover(): Promise<void> {
    await user.hover(await this.one())
  }

  async focus(): Promise<void> {
    ;((await this.one()) as HTMLElement).focus()
  }

  /** Replaces what stands in a field. */
  async fill(text: string): Promise<void> {
    const field = (await this.one()) as HTMLInputElement
    field.focus()
    // React takes what is set on the element itself for its own doing.
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')?.set?.call(field, text)
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await settle()
  }

  async type(text: string): Promise<void> {
    await user.type(await this.one(), text.replaceAll(/[{[]/g, '$&$&'), { skipClick: true })
  }

  /** @param key as `Enter`, `a` or `Control+k` */
  async press(key: string): Promise<void> {
    const target = (await this.one()) as HTMLElement
    if (target !== document.activeElement) target.focus()
    const keys = key.split(/(?<=.)\+/)
    const last = keys.pop() ?? ''
    const strokes = last.length === 1 ? last.replace(/[{[]/, '$&$&') : `{${last}}`
    const held = keys.map((name) => `{${name}>}`).join('')
    await user.keyboard(held + strokes + keys.map((name) => `{/${name}}`).join(''))
  }

  async check(): Promise<void> {
    if (!(await this.isChecked())) await this.click()
  }

  async uncheck(): Promise<void> {
    if (await this.isChecked()) await this.click()
  }

  async selectOption(option: string): Promise<void> {
    await user.selectOptions(await this.one(), option)
  }

  private below(search: (element: Element) => Element[]): Locator {
    return new Locator(() => [...new Set(this.find().flatMap(search))])
  }

  /** The one element that there is, as soon as there is one that stays. */
  private async one(): Promise<Element> {
    let before: Element | undefined
    for (;;) {
      await this.waitFor()
      await settle()
      const [first] = this.find()
      if (first && first === before) break
      before = first
    }
    const [found, ...others] = this.find()
    if (!found) throw new Error('It has gone again.')
    if (others.length > 0) throw new Error(`There are ${others.length + 1} of them, not one.`)
    return found
  }
}

/** Lets the app and its engine do what they are about to. */
function settle(): Promise<void> {
  return new Promise((done) => setTimeout(done, 4))
}

function fits(text: string | null, wanted: Name, exact = false): boolean {
  const plain = (text ?? '').replaceAll(/\s+/g, ' ').trim()
  if (wanted instanceof RegExp) return wanted.test(plain)
  return exact ? plain === wanted : plain.toLowerCase().includes(wanted.toLowerCase())
}

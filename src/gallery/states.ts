/** What a person does to a control, and the class that looks the same. */
const STATES = [
  [/:hover/g, '.is-hover'],
  [/:focus(-visible)?(?![\w-])/g, '.is-focus'],
  [/:active/g, '.is-active'],
] as const

/** Gives the look of a state to the class that stands for it, in all style sheets of the page. */
export function copyStatesToClasses(): void {
  const copies = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].flatMap((rule) => (rule instanceof CSSStyleRule ? copyOf(rule) : [])),
  )
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(copies.join('\n'))
  document.adoptedStyleSheets = [sheet]
}

function copyOf(rule: CSSStyleRule): readonly string[] {
  const selector = STATES.reduce<string>(
    (text, [state, name]) => text.replace(state, name),
    rule.selectorText,
  )
  return selector === rule.selectorText ? [] : [`${selector} { ${rule.style.cssText} }`]
}

/**
 * Most C++ names are namespaces, classes and a function, and those that pprof prints are no more
 * than that: they are read here, in a hundredth of the library's time. The grammar is that of the
 * Itanium C++ ABI (itanium-cxx-abi.github.io/cxx-abi/abi.html#mangling), as far as it is needed
 * to pass over template arguments; what is behind the name does not matter.
 */

/**
 * The name without parameters and template arguments.
 * @param name begins with _Z
 * @returns undefined if there is more to it: operators, local names, lambdas, tables …
 */
export function plainName(name: string): string | undefined {
  return new Reader(name).name()
}

/** The abbreviations of the standard library. */
const STANDARD: Readonly<Record<string, string>> = {
  a: 'allocator',
  b: 'basic_string',
  s: 'string',
  i: 'istream',
  o: 'ostream',
  d: 'iostream',
}
/** Those that stand for a class `basic_…`, which names the constructor. */
const TYPEDEFS = ['string', 'istream', 'ostream', 'iostream']

/** What a character is at the beginning of a type: part of one that follows, or a whole one. */
const BEFORE_TYPE = flags('rVKPROCG')
const BUILTIN = flags('abcdefghijlmnostvwxyz')
const DIGIT = flags('0123456789')
/** Second letter of the types that begin with D and are no more than that. */
const BUILTIN_D = flags('acdefhinsu')
/** Types nested deeper are left to the library, which has a limit of its own. */
const DEPTH = 100

/** Thrown for a name that this parser does not support. */
const BEYOND = new Error('not a plain name')

class Reader {
  private at = 2
  private depth = 0
  /** The name begins with an abbreviation of the standard library. */
  private abbreviated = false

  constructor(private readonly text: string) {}

  name(): string | undefined {
    try {
      return this.text[this.at] === 'N' ? this.nested() : this.unscoped()
    } catch (error) {
      if (error === BEYOND) return undefined
      throw error
    }
  }

  private unscoped(): string {
    const scope = this.takesPair('S', 't') ? 'std::' : ''
    this.takes('L')
    return scope + this.identifier() + this.tags()
  }

  private nested(): string {
    this.at++
    this.qualifiers()
    if (!this.takes('R')) this.takes('O')
    const parts: string[] = []
    for (;;) {
      const char = this.text[this.at]
      if (parts.length > 0) {
        if (char === 'E') return parts.join('::')
        if (char === 'I') {
          this.arguments()
          continue
        }
        if (char === 'C' || char === 'D') {
          this.constructorOf(parts, char === 'D' ? '~' : '')
          continue
        }
      } else if (char === 'S') {
        this.standard(parts)
        continue
      }
      this.takes('L')
      const name = this.identifier()
      parts.push(name + this.tags())
    }
  }

  /** A constructor or destructor of what the parts name so far. */
  private constructorOf(parts: string[], tilde: string): void {
    const kind = this.text[this.at + 1]
    if (kind === undefined || !'01234'.includes(kind)) throw BEYOND
    this.at += 2
    const last = parts.length - 1
    if (parts[0] === 'std' && last === 1 && TYPEDEFS.includes(parts[1]!) && this.abbreviated) {
      parts[1] = `basic_${parts[1]}`
    }
    const name = parts[last]!
    if (name.endsWith(']')) throw BEYOND
    parts.push(tilde + name + this.tags())
  }

  /** `St` and the other abbreviations of the standard library. */
  private standard(parts: string[]): void {
    const letter = this.text[this.at + 1] ?? ''
    this.at += 2
    const name = letter === 't' ? this.identifier() : STANDARD[letter]
    if (name === undefined) throw BEYOND
    this.abbreviated = letter !== 't'
    parts.push('std', name)
  }

  /** ABI tags, as pprof writes them. */
  private tags(): string {
    let tags = ''
    while (this.takes('B')) tags += `[abi:${this.identifier()}]`
    return tags
  }

  private identifier(): string {
    const length = this.number()
    const end = this.at + length
    if (length === 0 || end > this.text.length) throw BEYOND
    const id = this.text.slice(this.at, end)
    this.at = end
    // A cheap test first: few names need the regexp.
    return id[0] === '_' && /^_GLOBAL_[._$]N./.test(id) ? '(anonymous namespace)' : id
  }

  private number(): number {
    const { text } = this
    let { at } = this
    let value = 0
    for (;;) {
      const digit = text.charCodeAt(at) - 48
      if (!(digit >= 0 && digit <= 9)) break
      value = value * 10 + digit
      at++
    }
    this.at = at
    return value
  }

  private arguments(): void {
    this.at++
    while (!this.takes('E')) this.argument()
  }

  private argument(): void {
    const char = this.text[this.at]
    if (char === 'I' || char === 'J') this.arguments()
    else if (this.takes('L')) {
      this.type()
      LITERAL.lastIndex = this.at
      if (!LITERAL.test(this.text)) throw BEYOND
      this.at = LITERAL.lastIndex
    } else this.type()
  }

  private type(): void {
    if (++this.depth > DEPTH) throw BEYOND
    while (BEFORE_TYPE[this.text.charCodeAt(this.at)] === 1) this.at++
    if (this.is(BUILTIN)) this.at++
    else if (this.is(DIGIT)) this.identifierType()
    else this.composite(this.text[this.at] ?? '')
    this.depth--
  }

  private composite(char: string): void {
    this.at++
    switch (char) {
      case 'N':
        while (!this.takes('E')) this.part()
        break
      case 'F':
        this.takes('Y')
        while (!this.takes('E') && !this.takesPair('R', 'E') && !this.takesPair('O', 'E'))
          this.type()
        break
      case 'M':
        this.type()
        this.type()
        break
      case 'A':
        this.number()
        if (!this.takes('_')) throw BEYOND
        this.type()
        break
      case 'D':
        if (this.takes('p')) this.type()
        else if (this.is(BUILTIN_D)) this.at++
        else throw BEYOND
        break
      default:
        this.at--
        this.reference()
        this.optionalArguments()
    }
  }

  /** A part of a nested name, or a qualifier before it. */
  private part(): void {
    if (this.is(DIGIT)) this.identifierType()
    else if (this.text[this.at] === 'I') this.arguments()
    else if (!this.takes('K') && !this.takes('V') && !this.takes('r')) this.reference()
  }

  private identifierType(): void {
    this.identifier()
    this.tags()
    this.optionalArguments()
  }

  /** A substitution or a template parameter. */
  private reference(): void {
    if (this.takesPair('S', 't')) {
      this.identifier()
      this.tags()
      return
    }
    REFERENCE.lastIndex = this.at
    if (!REFERENCE.test(this.text)) throw BEYOND
    this.at = REFERENCE.lastIndex
  }

  private optionalArguments(): void {
    if (this.text[this.at] === 'I') this.arguments()
  }

  private qualifiers(): void {
    while (this.takes('r') || this.takes('V') || this.takes('K')) {
      // Nothing else to do.
    }
  }

  private is(flag: Uint8Array): boolean {
    return flag[this.text.charCodeAt(this.at)] === 1
  }

  private takes(char: string): boolean {
    if (this.text[this.at] !== char) return false
    this.at++
    return true
  }

  private takesPair(first: string, second: string): boolean {
    if (this.text[this.at] !== first || this.text[this.at + 1] !== second) return false
    this.at += 2
    return true
  }
}

/** Value of a literal, up to its end. */
const LITERAL = /n?[0-9a-f]*E/y
const REFERENCE = /S(?:[absiod]|[0-9A-Z]*_)|T\d*_/y

function flags(characters: string): Uint8Array {
  const flag = new Uint8Array(128)
  for (const character of characters) flag[character.charCodeAt(0)] = 1
  return flag
}

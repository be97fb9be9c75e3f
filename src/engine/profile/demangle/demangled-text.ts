import type { Cut } from '../names.ts'

/**
 * The text that the demangler library gives for a C++ name, brought to what pprof prints: its words
 * for tables and thunks, its literals, and if requested no parameters and no template arguments.
 */
export function simplifyDemangledText(demangled: string, cut: Cut): string {
  const whole = withoutClones(demangled)
  const [before, name] = splitSpecial(whole)
  const own = withOwnNames(name)
  // Of tables and thunks pprof names the whole function.
  const short = cut.parameters && before === '' ? withoutParameters(own) : own
  const text = cut.templateArguments ? withoutTemplateArguments(short) : withArguments(short)
  return before + text.replaceAll('std::nullptr_t', 'decltype(nullptr)')
}

function withoutClones(text: string): string {
  const at = text.indexOf(' [clone ')
  return at < 0 ? text : text.slice(0, at)
}

const THUNK =
  /^\{virtual override thunk\(\{(virtual )?offset\([^)]*\)\}, (\{(?:virtual )?offset\([^)]*\)\}, )?/
const SPECIAL =
  /^(?:guard variable|typeinfo(?: name| fn)?|TLS (?:init|wrapper) function|(?:non-)?transaction clone|global (?:con|de)structors keyed) (?:for|to) /

/** Splits `vtable for X` and its like behind the words; the words are pprof's. */
function splitSpecial(text: string): [words: string, name: string] {
  if (text.startsWith('{vtable(')) return ['vtable for ', text.slice(8, -2)]
  if (text.startsWith('{vtt(')) return ['VTT for ', text.slice(5, -2)]
  const thunk = THUNK.exec(text)
  if (thunk) {
    const kind = thunk[2] ? 'covariant return' : thunk[1] ? 'virtual' : 'non-virtual'
    return [`${kind} thunk to `, text.slice(thunk[0].length, -2)]
  }
  const temporary = /^reference temporary #\d+ for /.exec(text)
  if (temporary) return ['reference temporary for ', text.slice(temporary[0].length)]
  const construction = 'construction vtable for '
  if (text.startsWith(construction)) {
    const between = indexOutside(text, '-in-', construction.length)
    const derived = text.slice(construction.length, between)
    // The library has the two the other way round.
    return [construction, `${text.slice(between + 4)}-in-${derived}`]
  }
  const words = SPECIAL.exec(text)?.[0] ?? ''
  return [words, text.slice(words.length)]
}

/** Classes that have a name of their own in the mangling, as the library writes them or not. */
const STREAM = /std::basic_(io?stream)<char, std::char_traits<char> >(?!::~?basic_io?stream\b)/g
const SHORT_CONSTRUCTOR = /std::(string|ostream)::(~?)\1(?=[([<]|$)/g

/** `Type&::Member`, as the library writes it where it should be `Type::Member&`. */
const MODIFIED_SCOPE = /([\w>])(&&?|\*+)((?:::\w+)+)(?![\w<])/g

/** ABI tags that the library takes for the first parameters: `f([abi:cxx11], int)`. */
const TAGGED = /\(((?:\[abi:\w+\])+)(?:, (?:void(?=\)))?|(\)))/g

/** Names that the library writes in another way than pprof. */
function withOwnNames(name: string): string {
  let own = name
  if (own.includes('_GLOBAL__N_')) {
    own = own.replace(/(?<!\w)_GLOBAL__N_\w+/g, '(anonymous namespace)')
  }
  if (own.includes('&::') || own.includes('*::')) own = own.replace(MODIFIED_SCOPE, '$1$3$2')
  if (own.includes('{lambda(')) own = withOwnLambdas(own)
  if (own.includes('&&')) own = own.replace(EMPTY_PACK, '$1')
  if (own.includes('([abi:')) own = own.replace(TAGGED, (_, tags, end) => (end ? tags : `${tags}(`))
  if (!own.includes('std::')) return own
  if (own.includes('std::basic_i')) own = own.replace(STREAM, 'std::$1')
  if (own.includes('std::string::') || own.includes('std::ostream::')) {
    own = own.replace(SHORT_CONSTRUCTOR, (_, short: string, tilde: string) => {
      const traits = 'char, std::char_traits<char>'
      const args = short === 'string' ? `${traits}, std::allocator<char> ` : `${traits} `
      return `std::basic_${short}<${args}>::${tilde}basic_${short}`
    })
  }
  return own
}

/** References to what an empty pack does not have, among parameters. */
const EMPTY_PACK = /(?:, |(?<=[\w>\]])(\())&&?(?:(?=\))|, )/g

/** The library writes some types of a lambda's parameters with all of them behind: `T(T, U), U`. */
function withOwnLambdas(name: string): string {
  let written = ''
  let from = 0
  for (let at = name.indexOf('{lambda('); at >= 0; at = name.indexOf('{lambda(', at)) {
    at += 8
    const end = closing(name, at - 1)
    for (let open = indexOutside(name, '(', at); 0 <= open && open < end; ) {
      const close = closing(name, open)
      const all = name.slice(open + 1, close)
      if (name.slice(at, open) + name.slice(close + 1, end) === all) {
        written += name.slice(from, at) + all
        from = at = end
        break
      }
      open = indexOutside(name, '(', close + 1)
    }
  }
  return written + name.slice(from)
}

/** The name up to its own parameters. */
function withoutParameters(name: string): string {
  for (let at = 0; at < name.length; at++) {
    const char = name[at]!
    if (char === 'o') {
      at += operatorAt(name, at)
    } else if (char === '<' || char === '{' || char === '[') {
      at = closing(name, at)
    } else if (char === '(') {
      if (name.startsWith('(anonymous namespace)', at)) {
        at += 20
        continue
      }
      // `operator void (*())(int)`: a function pointer's own brackets stand behind a space.
      if (name[at - 1] === ' ') return conversionToPointer(name, at)
      const end = closing(name, at)
      const local = LOCAL.exec(name.slice(end + 1))
      if (!local) return name.slice(0, at)
      at = end + local[0].length
    }
  }
  // Some lambdas' parameters are missing already.
  return name.replace(/(?<=\)) const$/, '')
}

/** Behind the parameters of a function that the name is local to. */
const LOCAL = /^(?: const| volatile| &&?| noexcept)*::/

/** `operator void (*())(int) const`, the parameters in the middle, becomes `operator void (*)(int)`. */
function conversionToPointer(name: string, at: number): string {
  const open = indexOutside(name, '(', at + 1)
  const end = closing(name, at)
  if (open < 0 || open > end) return name
  return `${name.slice(0, open)})${name.slice(end + 1).replace(/(?: const| volatile| &&?)+$/, '')}`
}

function withoutTemplateArguments(name: string): string {
  let kept = ''
  let from = 0
  for (let at = 0; at < name.length; at++) {
    const char = name[at]!
    if (char === 'o') {
      at += operatorAt(name, at)
    } else if (char === '<') {
      // A space parts the arguments from `operator<`.
      kept += name.slice(from, name[at - 1] === ' ' ? at - 1 : at)
      at = closing(name, at)
      from = at + 1
    }
  }
  return from === 0 ? name : kept + name.slice(from)
}

const OPERATOR = /operator(?:\(\)|\[\]|->\*?|<=>|<<=?|>>=?|[<>]=?)/y

/** Length, but for the last character, of an operator's name that begins at `at`; else 0. */
function operatorAt(text: string, at: number): number {
  if (text[at + 1] !== 'p' || /\w/.test(text[at - 1] ?? ' ')) return 0
  OPERATOR.lastIndex = at
  return OPERATOR.test(text) ? OPERATOR.lastIndex - at - 1 : 0
}

/** Where the bracket that opens at `open` is closed; the text's end if it is not. */
function closing(text: string, open: number): number {
  const opened: string[] = []
  for (let at = open; at < text.length; at++) {
    const char = text[at]!
    switch (char) {
      case 'o':
        at += operatorAt(text, at)
        break
      case '<':
      case '(':
      case '{':
      case '[':
        opened.push(char)
        break
      case '>':
        // Else it is an arrow or a comparison.
        if (text[at - 1] !== '-' && opened.at(-1) === '<') opened.pop()
        break
      case ')':
      case '}':
      case ']':
        // What looked like an argument list was a comparison.
        while (opened.at(-1) === '<') opened.pop()
        opened.pop()
        break
      default:
        continue
    }
    if (opened.length === 0) return at
  }
  return text.length
}

/** The first `part` from `from` on that is in no bracket. */
function indexOutside(text: string, part: string, from: number): number {
  for (let at = from; at < text.length; at++) {
    if (text.startsWith(part, at)) return at
    if (')}]'.includes(text[at]!)) return -1
    if ('<({['.includes(text[at]!)) at = closing(text, at)
  }
  return -1
}

const SUFFIX: Readonly<Record<string, string>> = {
  'unsigned int': 'u',
  long: 'l',
  'unsigned long': 'ul',
  'long long': 'll',
  'unsigned long long': 'ull',
}

/** Template arguments as pprof writes them: `8u` for `(unsigned int)8`, nothing for an empty pack. */
function withArguments(name: string): string {
  if (!name.includes('<')) return name
  const literal = name
    .replace(
      /\((unsigned int|(?:unsigned )?long(?: long)?)\)(-?\d+)/g,
      (_, type: string, digits: string) => digits + SUFFIX[type],
    )
    .replace(/(?:, )+>/g, (_, at: number, whole: string) => (whole[at - 1] === '>' ? ' >' : '>'))
    .replace(/<(?:, )+/g, '<')
    .replace(/(?:, ){2,}/g, ', ')
  return withFunctions(literal)
}

/** Among template arguments a function's address has no parameters, and its type a space before them. */
function withFunctions(name: string): string {
  let written = ''
  let from = 0
  /** For each open bracket where its present argument begins; -1 outside of template arguments. */
  const begun: number[] = []
  for (let at = 0; at < name.length; at++) {
    const char = name[at]!
    if (char === 'o') {
      at += operatorAt(name, at)
    } else if (char === ',') {
      if (begun.length > 0) begun[begun.length - 1] = at + 2
    } else if (char === '<') {
      begun.push(at + 1)
    } else if (char === '{') {
      begun.push(-1)
    } else if (char === '>' || char === ')' || char === '}') {
      if (name[at - 1] !== '-') begun.pop()
    } else if (char === '(') {
      const start = begun.at(-1) ?? -1
      const plain = start >= 0 && /[\w>]/.test(name[at - 1]!)
      const end = plain ? closing(name, at) : 0
      if (plain && !LOCAL.test(name.slice(end + 1))) {
        written += name.slice(from, at)
        if (name[start] === '&') {
          from = end + 1
          at = end
          continue
        }
        written += ' '
        from = at
      }
      begun.push(start < 0 ? -1 : at + 1)
    }
  }
  return written + name.slice(from)
}

import { packageOf } from '../profile/package.ts'

/**
 * Functions that start goroutines for their caller, who is the one to name. All call a function
 * that the caller wrote for it, as the first of the new goroutine's stack that is not their own.
 */
const STARTERS: readonly RegExp[] = [
  // The statement as a method, with a counter of what runs or an error to return.
  /^sync\.\(\*WaitGroup\)\.Go$/,
  /^golang\.org\/x\/sync\/errgroup\.\(\*Group\)\.(?:Go|TryGo|add|goFunc)$/,
  /^golang\.org\/x\/sync\/singleflight\.\(\*Group\)\.DoChan$/,
  /^github\.com\/sourcegraph\/conc(?:\/\w+)*\.\(\*\w+(?:\[.*\])?\)\.(?:Go|start|init|worker)\b/,
  // In the names of functions, a dot in the last part of a path is escaped.
  /^gopkg\.in\/tomb(?:\.|%2e)v\d\.\(\*Tomb\)\.Go$/,
  /^github\.com\/oklog\/run\.\(\*Group\)\.Run$/,
  /^k8s\.io\/apimachinery\/pkg\/util\/wait\.\(\*Group\)\.Start\w*$/,
  /^github\.com\/cockroachdb\/cockroach\/pkg\/util\/(?:stop|ctxgroup)\./,
  // Pools: what a worker runs at the moment was handed to it.
  /^github\.com\/panjf2000\/ants(?:\/v\d)?\.\(\*\w+(?:\[.*\])?\)\.(?:run|Submit|Invoke)$/,
  /^github\.com\/alitto\/pond(?:\/v\d)?[./]/,
  /^github\.com\/gammazero\/workerpool\./,
  // Timers and contexts call back in a goroutine of its own.
  /^time\.goFunc$/,
  /^context\.\(\*afterFuncCtx\)\.cancel$/,
  // Whatever the package, a function of the statement's name: util.SafeGo, async.Go.
  /\.(?:Try|Safe|Must)?Go(?:Safe|Safely|Func|Ctx|Context|Recover|WithRecover|WithContext)?(?:\[\.\.\.\])?$/,
]

/** Whether a function starts goroutines for its caller, by its name. */
export function isStarter(name: string): boolean {
  return STARTERS.some((starter) => starter.test(name))
}

/** What the compiler puts behind a function's name for those written in it. */
const WRITTEN_IN = /(?:\.(?:func\d+|gowrap\d+|deferwrap\d+|\d+)|-range\d+|-fm)+$/

/**
 * The caller of a starter, by the stack that it started: the function in which that was written
 * which is called first.
 * @param outermost names of a stack's functions, outermost first
 * @returns "" if the stack does not tell: a function with a name of its own was started
 */
export function callerByStack(starter: string, outermost: Iterable<string>): string {
  for (const name of outermost) {
    if (name === 'runtime.goexit' || isPartOf(starter, name)) continue
    const enclosing = name.replace(WRITTEN_IN, '')
    const isWritten = /(?:func|gowrap|deferwrap|-range)\d/.test(name.slice(enclosing.length))
    // Functions that are the value of a variable are written in none.
    const isFunction = enclosing !== packageOf(name) && !enclosing.endsWith('.glob.')
    return isWritten && isFunction ? enclosing : ''
  }
  return ''
}

/** Whether a frame is one of the starter's own: the program has its starters in package main. */
function isPartOf(starter: string, name: string): boolean {
  if (name.startsWith(typeOf(starter) || starter)) return true
  const own = packageOf(starter)
  const path = packageOf(name)
  return own !== 'main' && (path === own || path.startsWith(`${own}/`))
}

/** `sync.(*WaitGroup).`; "" for a function that is no method. */
function typeOf(name: string): string {
  return /^.*\(\*\w+(?:\[.*\])?\)\./.exec(name)?.[0] ?? ''
}

/**
 * The caller of a starter, by the stack of the goroutine that called it: the function that is in
 * another method of the same type now, as in Wait.
 * @param innermost names of that stack's functions, innermost first
 * @returns "" if none is
 */
export function callerByCreator(starter: string, innermost: Iterable<string>): string {
  const type = typeOf(starter)
  if (type === '') return ''
  let inside = false
  for (const name of innermost) {
    if (name.startsWith(type)) inside = true
    else if (inside) return name
  }
  return ''
}

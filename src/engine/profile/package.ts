/**
 * What a frame belongs to, by its name: the package of a Go or Java function, the namespace of a
 * C++ or Rust one, the binary of one without a name ("[libc.so]").
 */
export function packageOf(name: string): string {
  if (name.startsWith('[') || name.startsWith('<')) return name
  // Type arguments hold paths and dots of their own.
  const bracket = name.search(/[[(<]/)
  const plain = bracket > 0 ? name.slice(0, bracket) : name
  const colons = plain.indexOf('::')
  if (colons > 0) return plain.slice(0, colons)
  const slash = plain.lastIndexOf('/')
  const dot = plain.indexOf('.', slash + 1)
  if (dot < 0) return slash < 0 ? '' : plain.slice(0, slash)
  if (slash >= 0) return plain.slice(0, dot)
  // Java has dots all the way: com.example.Type.method belongs to com.example.
  const upper = /\.(?=[A-Z])/.exec(plain)
  const isJava = upper !== null && plain.indexOf('.') < upper.index
  return plain.slice(0, isJava ? upper.index : dot)
}

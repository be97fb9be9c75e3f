/**
 * First elements of the import paths of Go's standard library; no other path may begin so. `go` is
 * a folder of it and, having no dot, no host.
 */
export const STANDARD_PACKAGES: ReadonlySet<string> = new Set(
  (
    'archive arena bufio builtin bytes cmp compress container context crypto database debug embed ' +
    'encoding errors expvar flag fmt go hash html image index internal io iter log maps math mime ' +
    'net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall ' +
    'testing text time unicode unique unsafe vendor weak'
  ).split(' '),
)

/** A profile's name, or those of a comparison, without what says how it is packed. */
export function unpackedName(name: string): string {
  return name.replace(/(\.pb(\.gz)?|\.gz)(?=\s|$)/g, '') || 'profile'
}

/** Hands the user a file, as a download. */
export function saveFile(name: string, content: Blob | string, type = 'text/plain'): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

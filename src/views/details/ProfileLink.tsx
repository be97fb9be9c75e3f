/** An address out of a profile: only a web page is made a link. */
export function ProfileLink({ address }: { readonly address: string }) {
  const href = webPage(address)
  if (href === null) return address
  return (
    <a href={href} target="_blank" rel="noopener noreferrer">
      {address}
    </a>
  )
}

function webPage(address: string): string | null {
  try {
    const { protocol, href } = new URL(address)
    return protocol === 'http:' || protocol === 'https:' ? href : null
  } catch {
    return null
  }
}

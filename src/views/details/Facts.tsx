import type { ReactNode } from 'react'

/** A term and what the profile says of it; left out where that is "". */
export type Fact = readonly [term: string, value: ReactNode]

interface FactsProps {
  readonly title: string
  readonly facts: readonly Fact[]
  /** It needs the whole width. */
  readonly wide?: boolean
  readonly children?: ReactNode
}

/** A section of the details; it is not there where it has nothing to say. */
export function Facts({ title, facts, wide = false, children }: FactsProps) {
  const known = facts.filter(([, value]) => value !== '')
  if (known.length === 0 && !children) return null
  return (
    <section className={wide ? 'details-part wide' : 'details-part'}>
      <h2>{title}</h2>
      {known.length > 0 && (
        <dl className="number">
          {known.map(([term, value]) => (
            <div key={term}>
              <dt>{term}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {children}
    </section>
  )
}

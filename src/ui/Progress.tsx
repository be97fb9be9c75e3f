interface ProgressProps {
  readonly label: string
  /** 0 … 1; null where that is not known. */
  readonly share: number | null
}

export function Progress({ label, share }: ProgressProps) {
  const percent = share === null ? undefined : Math.round(share * 100)
  return (
    <div
      className={share === null ? 'progress unknown' : 'progress'}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
    >
      <div className="progress-bar" style={share === null ? {} : { width: `${share * 100}%` }} />
    </div>
  )
}

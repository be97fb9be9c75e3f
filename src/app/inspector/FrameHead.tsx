import { copyText } from '../../store/actions.ts'
import { CopyButton } from '../../ui/CopyButton.tsx'
import type { FrameText } from '../../worker/protocol.ts'

interface FrameHeadProps {
  readonly frame: FrameText
  /** "" if not known. */
  readonly binary: string
}

/** The name of a frame, and where it is. */
export function FrameHead({ frame, binary }: FrameHeadProps) {
  const path = frame.line > 0 ? `${frame.file}:${frame.line}` : frame.file
  const place = path.slice(path.lastIndexOf('/') + 1)
  return (
    <>
      <div className="frame-head">
        <h2 className="frame-name mono">{frame.name}</h2>
        <CopyButton label="Copy name" copy={() => copyText(frame.name)} />
      </div>
      <p className="frame-place muted mono" title={path}>
        {[place, binary].filter(Boolean).join(' · ')}
      </p>
    </>
  )
}

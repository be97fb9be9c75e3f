import { baseName } from '../profile/paths.ts'
import type { StringTable } from '../profile/strings.ts'
import type { Frames } from './frames.ts'

/** Frames in words, each put together when first needed. */
export class FrameNames {
  private readonly printed: string[] = []

  constructor(
    private readonly strings: StringTable,
    private readonly frames: Frames,
  ) {}

  /** The name as pprof prints it: address, function, file and line, of those that there are. */
  of(key: number): string {
    const known = this.printed[key]
    if (known !== undefined) return known
    const name = this.compose(key)
    this.printed[key] = name
    return name
  }

  private compose(key: number): string {
    const { frames, strings } = this
    const parts: string[] = []
    const address = frames.address[key]!
    if (address !== 0n) parts.push(address.toString(16).padStart(16, '0'))
    const name = strings.get(frames.name[key]!)
    if (name !== '') parts.push(name)
    const file = strings.get(frames.file[key]!)
    const line = frames.line[key]!
    const column = frames.column[key]!
    const binary = strings.get(frames.binary[key]!)
    if (line !== 0) parts.push(`${file}:${line}${column === 0 ? '' : `:${column}`}`)
    else if (file !== '') parts.push(file)
    else if (name === '') parts.push(binary === '' ? '<unknown>' : `[${baseName(binary)}]`)
    return parts.join(' ')
  }

  /**
   * All attributes of the frame in a fixed order: decides between frames that print alike, as
   * pprof does.
   */
  attributes(key: number): string {
    const { frames, strings } = this
    return `{${[
      strings.get(frames.name[key]!),
      '',
      frames.address[key]!,
      strings.get(frames.file[key]!),
      frames.startLine[key]!,
      frames.line[key]!,
      frames.column[key]!,
      strings.get(frames.binary[key]!),
    ].join(' ')}}`
  }
}

import { ProfilePair } from '../engine/compare/pair.ts'
import type { NamedProfile } from '../engine/decode/format.ts'
import { partOf } from '../engine/decode/parts.ts'
import { type PrepareOptions, prepareProfile, readProfiles } from '../engine/load.ts'
import { CancelledError, ProfileError } from '../engine/profile/error.ts'
import { defaultColumn } from '../engine/profile/sample-types.ts'
import type { Checkpoint } from '../engine/progress.ts'
import { askPair } from '../engine/questions/compare-questions.ts'
import { ask } from '../engine/questions/questions.ts'
import { askSeries } from '../engine/questions/series-questions.ts'
import { OptionError } from '../engine/select/options.ts'
import type { SeriesMember } from '../engine/series/member.ts'
import { programOf } from '../engine/series/program.ts'
import { SeriesSession } from '../engine/session/series-session.ts'
import { EngineSession } from '../engine/session/session.ts'
import { type OpenFile, OpenFiles } from './files.ts'
import { OpenPairs } from './pairs.ts'
import { PhaseClock } from './phase-clock.ts'
import type {
  AnswerOf,
  AnySeriesQuery,
  CompareAnswer,
  CompareQuery,
  FromWorker,
  OpenAnswer,
  OpenQuery,
  ProfileId,
  Query,
  Request,
  ScaledProfile,
  SeveralAnswer,
  ToWorker,
  WorkerError,
} from './protocol.ts'

type Send = (message: FromWorker) => void

/** Milliseconds of work between two checks for new messages. */
const CHECKPOINT_MS = 12

/** Requests for details, which are answered after pictures. */
const DETAILS: ReadonlySet<Query['type']> = new Set(['compare-summary', 'compare-frame', 'frame'])

/**
 * Holds the open profiles and answers the requests of the page, one at a time, pictures first.
 * Between two requests it handles newer messages, so that superseded and cancelled requests are
 * not computed. It does not depend on running in a worker, so that tests can run it directly.
 */
export class EngineHost {
  private readonly sessions = new Map<ProfileId, EngineSession>()
  /** When files were written or profiles fetched, if the page has said so. */
  private readonly taken = new Map<ProfileId, number>()
  private nextProfile: ProfileId = 1
  private readonly files = new OpenFiles()
  private readonly pairs = new OpenPairs(() => this.nextProfile++)
  private readonly series = new SeriesSession()
  private readonly waiting: Request[] = []
  /** Newest request of each slot. */
  private readonly newest = new Map<string, number>()
  /** Requests that are queued or running … */
  private readonly pending = new Set<number>()
  /** … and those of them that have been cancelled. */
  private readonly cancelled = new Set<number>()
  private draining = false

  /** @param prepare loads what decoding needs: the demangler */
  constructor(
    private readonly send: Send,
    private readonly prepare: PrepareOptions = {},
  ) {}

  receive(message: ToWorker): void {
    if ('cancel' in message) {
      if (this.pending.has(message.cancel)) this.cancelled.add(message.cancel)
      return
    }
    this.pending.add(message.id)
    if (message.slot !== undefined) this.newest.set(message.slot, message.id)
    this.waiting.push(message)
    if (!this.draining) void this.drain()
  }

  private async drain(): Promise<void> {
    this.draining = true
    for (;;) {
      await nextTask()
      const request = this.next()
      if (!request) break
      // A long load lets other requests run between its steps.
      if (takesLong(request.query)) void this.answer(request)
      else await this.answer(request)
    }
    this.draining = false
  }

  /** The next request: the first in the queue, but pictures before details. */
  private next(): Request | undefined {
    const at = this.waiting.findIndex(({ query }) => !DETAILS.has(query.type))
    return this.waiting.splice(Math.max(0, at), 1)[0]
  }

  private async answer(request: Request): Promise<void> {
    const { id } = request
    try {
      this.throwIfStale(request)
      const answer = await this.run(request)
      // Answers are copied, not transferred: they are small, and transferring a buffer costs V8
      // more (it deoptimises code that uses buffers).
      this.send({ id, type: 'ok', answer })
    } catch (error) {
      this.send({ id, type: 'error', error: asData(error) })
    } finally {
      this.pending.delete(id)
      this.cancelled.delete(id)
    }
  }

  private throwIfStale({ id, slot }: Request): void {
    const superseded = slot !== undefined && this.newest.get(slot) !== id
    if (superseded || this.cancelled.has(id)) throw new CancelledError()
  }

  private async run(request: Request): Promise<AnswerOf<Query>> {
    const { query } = request
    switch (query.type) {
      case 'open':
        return this.open(query, this.checkpointOf(request))
      case 'open-part': {
        const { file, named } = this.files.part(query.file, query.part)
        // Other contents of the file were reported with the list.
        return this.start({ ...file, passedOver: [] }, named, new PhaseClock())
      }
      case 'close-file':
        this.files.close(query.file)
        return null
      case 'close':
        this.sessions.delete(query.profile)
        this.taken.delete(query.profile)
        this.series.forget()
        return null
      case 'compare':
        return this.compare(query, this.checkpointOf(request))
      case 'close-pair':
        this.pairs.close(query.pair)
        return null
      default:
        if ('profiles' in query) return this.askSeries(query, this.checkpointOf(request))
        if ('pair' in query) return askPair(this.pairs.get(query.pair), query.type, query)
        return ask(this.session(query.profile), query.type, query)
    }
  }

  private askSeries(query: AnySeriesQuery, checkpoint: Checkpoint): Promise<AnswerOf<Query>> {
    const { type, profiles, names } = query
    const members = profiles.map(
      (profile, i): SeriesMember => ({
        session: this.session(profile),
        name: names[i] ?? '',
        taken: this.taken.get(profile) ?? 0,
      }),
    )
    return askSeries(this.series, type, members, query, checkpoint)
  }

  private session(profile: ProfileId): EngineSession {
    const session = this.sessions.get(profile) ?? this.pairs.side(profile)
    if (!session) throw new ProfileError('unreadable', 'This profile is closed.', 'Open it again.')
    return session
  }

  private async open(
    query: OpenQuery,
    checkpoint: Checkpoint,
  ): Promise<OpenAnswer | SeveralAnswer> {
    const clock = new PhaseClock()
    const timed: Checkpoint = (phase, done, total) => {
      clock.enter(phase)
      return checkpoint(phase, done, total)
    }
    clock.enter('read')
    const bytes = await readSource(query)
    const limit = query.maxBytes === undefined ? {} : { maxBytes: query.maxBytes }
    const decoded = await readProfiles(bytes, { ...limit, checkpoint: timed })
    const file = { ...decoded, query, size: bytes.length }
    const { profiles } = decoded
    if (profiles.length > 1) return this.files.hold(file)
    return this.start(file, partOf(profiles), clock)
  }

  /** Opens one profile of a decoded file. */
  private async start(
    { query, size, inflatedSize, passedOver, pprofReads }: OpenFile,
    named: NamedProfile,
    clock: PhaseClock,
  ): Promise<OpenAnswer> {
    const profile = await prepareProfile(named.profile, this.prepare)
    const id = this.nextProfile++
    this.sessions.set(id, new EngineSession(profile))
    if (query.taken !== undefined) this.taken.set(id, query.taken)
    return {
      profile: id,
      name: query.name,
      size,
      inflatedSize,
      sampleTypes: profile.sampleTypes,
      defaultSampleType: defaultColumn(profile),
      program: programOf(profile, query.name),
      recorded: Number(profile.header.timeNanos / 1_000_000n),
      dump: profile.samples.goroutines !== undefined,
      pprofReads,
      samples: profile.samples.count,
      functions: profile.functions.count,
      locations: profile.locations.count,
      stacks: profile.stacks.count - 1,
      timings: clock.finish(),
      warnings: [...profile.warnings, ...passedOver],
    }
  }

  private async compare(query: CompareQuery, checkpoint: Checkpoint): Promise<CompareAnswer> {
    const held = ({ profile, scale }: ScaledProfile) => ({
      profile: this.session(profile).profile,
      scale,
    })
    const pair = await ProfilePair.open(query.sources.map(held), query.bases.map(held), checkpoint)
    // The cached results of the single profiles are dropped in favour of those of the comparison.
    this.series.forget()
    for (const [id, session] of this.sessions) {
      this.sessions.set(id, session.withEmptyCaches(pair.stacks))
    }
    return this.pairs.open(pair)
  }

  /**
   * The checkpoint of a request: reports progress, handles other messages now and then, and throws
   * if the request was cancelled.
   */
  private checkpointOf(request: Request): Checkpoint {
    let last = performance.now()
    return async (phase, done, total) => {
      if (performance.now() - last < CHECKPOINT_MS) return
      this.send({ id: request.id, type: 'progress', phase, done, total })
      await nextTask()
      last = performance.now()
      this.throwIfStale(request)
    }
  }
}

/** Whether other requests may run between the steps of a request. */
function takesLong(query: Query): boolean {
  return query.type === 'open' || query.type === 'compare' || 'profiles' in query
}

async function readSource({ source }: OpenQuery): Promise<Uint8Array> {
  if (source instanceof ArrayBuffer) return new Uint8Array(source)
  try {
    return new Uint8Array(await source.arrayBuffer())
  } catch {
    throw new ProfileError(
      'unreadable',
      'The file cannot be read.',
      'It may have been moved, deleted or be a folder: drop it again.',
    )
  }
}

function asData(error: unknown): WorkerError {
  if (error instanceof ProfileError) {
    const { kind, message, hint, links } = error
    return { kind, message, hint, ...(links ? { links } : {}) }
  }
  if (error instanceof CancelledError) {
    return { kind: 'cancelled', message: 'Cancelled.', hint: '' }
  }
  if (error instanceof OptionError) {
    const { message, option } = error
    return { kind: 'option', message, hint: '', ...(option === undefined ? {} : { option }) }
  }
  if (error instanceof RangeError && /alloc|memory|length/i.test(error.message)) {
    return {
      kind: 'too-large',
      message: 'There is not enough memory for this profile.',
      hint: 'Close other tabs or profiles and try again, or record a smaller one.',
    }
  }
  return {
    kind: 'internal',
    message: `Something went wrong in the engine: ${error instanceof Error ? error.message : String(error)}`,
    hint: 'This is a fault of Flamedrop. Please report it, with the file if you can share it.',
  }
}

/** Resolves after the messages that have already arrived. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}

/** Serves one file after another: opens it and sends rows no faster than they are used. Runs in a thread of its own, or inline. */
import { AppError } from '../../errors.ts'
import { openSource } from './openSource.ts'
import { CREDIT, type ReaderReply, type ReaderRequest } from './protocol.ts'
import type { Source } from './source.ts'

interface Stream {
  credit: number
  stopped: boolean
  /** Wakes the sender that waits for credit. */
  wake: () => void
}

const PROGRESS_STEP = 0.01

export class Reader {
  readonly #send: (reply: ReaderReply) => void
  readonly #streams = new Map<number, Stream>()
  /** What sends rows and has not ended yet. */
  readonly #sending = new Set<Promise<void>>()
  #source: Source | undefined

  constructor(send: (reply: ReaderReply) => void) {
    this.#send = send
  }

  /** Takes a request; replies come through the function given to the constructor. Resolves when the request is done with. */
  async handle(request: ReaderRequest): Promise<void> {
    switch (request.type) {
      case 'open':
        return this.#open(request.path)
      case 'rows': {
        const sending = this.#rows(request.stream, request.sheet)
        this.#sending.add(sending)
        return sending.finally(() => this.#sending.delete(sending))
      }
      case 'more': {
        const stream = this.#streams.get(request.stream)
        if (stream === undefined) return
        stream.credit += 1
        stream.wake()
        return
      }
      case 'stop':
        return this.#stop(request.stream)
      case 'close': {
        for (const stream of this.#streams.keys()) this.#stop(stream)
        await Promise.all(this.#sending)
        await this.#source?.close()
        this.#source = undefined
        this.#send({ type: 'closed' })
      }
    }
  }

  async #open(path: string): Promise<void> {
    let told = 0
    const report = (share: number): void => {
      if (share - told < PROGRESS_STEP) return
      told = share
      this.#send({ type: 'progress', share })
    }
    try {
      this.#source = await openSource(path, report)
      this.#send({ type: 'opened', kind: this.#source.kind, sheets: this.#source.sheets })
    } catch (error) {
      this.#send(failure(null, error))
    }
  }

  #stop(id: number): void {
    const stream = this.#streams.get(id)
    if (stream === undefined) return
    stream.stopped = true
    stream.wake()
  }

  async #rows(id: number, sheet: number): Promise<void> {
    const stream: Stream = {
      credit: CREDIT,
      stopped: false,
      wake: () => {
        /* Nobody waits yet. */
      },
    }
    this.#streams.set(id, stream)
    try {
      if (this.#source === undefined) throw new Error('rows asked of a file that is not open')
      for await (const rows of this.#source.rows(sheet)) {
        while (stream.credit === 0 && !stream.stopped)
          await new Promise<void>((resolve) => {
            stream.wake = resolve
          })
        if (stream.stopped) return
        stream.credit -= 1
        this.#send({ type: 'portion', stream: id, rows })
      }
      this.#send({ type: 'end', stream: id })
    } catch (error) {
      if (!stream.stopped) this.#send(failure(id, error))
    } finally {
      this.#streams.delete(id)
    }
  }
}

function failure(stream: number | null, error: unknown): ReaderReply {
  return {
    type: 'failed',
    stream,
    error: error instanceof AppError ? error.toPayload() : null,
    cause: error instanceof Error ? (error.stack ?? error.message) : String(error),
  }
}

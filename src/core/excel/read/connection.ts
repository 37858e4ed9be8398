/** Connects to a reading thread and carries messages. */
import { guardMemory, isOver } from './memoryGuard.ts'
import type { ReaderReply, ReaderRequest } from './protocol.ts'
import { Reader } from './reader.ts'
import { giveBackThread, takeThread } from './readingThread.ts'

export interface ConnectionEvents {
  readonly onReply: (reply: ReaderReply) => void
  /** The thread broke down; `outOfMemory` if it wanted more than it may have. */
  readonly onBroken: (error: unknown, outOfMemory: boolean) => void
}

export interface Connection {
  send(request: ReaderRequest): void
  /** Whether the program should stay alive for a reply that is awaited. */
  hold(awaited: boolean): void
  /** Closes the file; the thread, which must be at nothing any more that somebody waits for, may `wait` for another one. */
  release(may: { readonly wait: boolean }): Promise<void>
  /** Ends the thread at once, whatever it is at. */
  end(): Promise<void>
}

/** Connects to a reader in a thread of its own that may use so many megabytes. */
export function connect(events: ConnectionEvents, megabytes: number): Connection {
  const { worker, megabytes: wall } = takeThread(megabytes)
  let ended = false
  const tooMuch = (): void => {
    if (!ended) events.onBroken(new Error('reading thread took too much memory'), true)
    leave()
    void worker.terminate()
  }
  const hear = (reply: ReaderReply): void => {
    if (reply.type !== 'opened') return events.onReply(reply)
    // On a busy machine a file may be open before anybody looked: what it holds then it goes on holding.
    isOver(worker, megabytes).then(
      (over) => {
        if (over) tooMuch()
        else if (!ended) events.onReply(reply)
      },
      () => {
        if (!ended) events.onReply(reply)
      },
    )
  }
  const fail = (error: unknown): void => events.onBroken(error, isOutOfMemory(error))
  const gone = (code: number): void => {
    if (code !== 0) events.onBroken(new Error(`reading thread ended with ${code}`), false)
  }
  worker.on('message', hear).on('error', fail).on('exit', gone)
  const unguard = guardMemory(worker, megabytes, tooMuch)
  /** Whatever the thread says from now on is not for this file. */
  const leave = (): void => {
    ended = true
    unguard()
    worker.off('message', hear).off('error', fail).off('exit', gone)
  }
  return {
    // Once it was given back the thread is another file's.
    send(request) {
      if (!ended) worker.postMessage(request)
    },
    hold(awaited) {
      if (ended) return
      if (awaited) worker.ref()
      else worker.unref()
    },
    async release(may) {
      leave()
      await giveBackThread(worker, wall, may)
    },
    async end() {
      leave()
      await worker.terminate()
    },
  }
}

/** Reads in this thread: for tests, which would spend most of their time starting threads. Nothing holds it to a budget. */
export function connectInline(events: ConnectionEvents): Connection {
  let ended = false
  const reader = new Reader((reply) => {
    if (!ended) events.onReply(reply)
  })
  const end = async (): Promise<void> => {
    ended = true
    await reader.handle({ type: 'close' })
  }
  return {
    send(request) {
      reader.handle(request).catch((error: unknown) => {
        events.onBroken(error, false)
      })
    },
    hold() {
      /* There is no thread to keep. */
    },
    release: end,
    end,
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

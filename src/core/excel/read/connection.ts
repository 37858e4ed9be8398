/** Starts the reading thread and carries messages. */
import { Worker } from 'node:worker_threads'
import { guardMemory, isOver, lastWall } from './memoryGuard.ts'
import type { ReaderReply, ReaderRequest } from './protocol.ts'
import { Reader } from './reader.ts'

export interface ConnectionEvents {
  readonly onReply: (reply: ReaderReply) => void
  /** The thread broke down; `outOfMemory` if it wanted more than it may have. */
  readonly onBroken: (error: unknown, outOfMemory: boolean) => void
}

export interface Connection {
  send(request: ReaderRequest): void
  /** Whether the program should stay alive for a reply that is awaited. */
  hold(awaited: boolean): void
  /** Ends the thread at once, whatever it is at. */
  end(): Promise<void>
}

/** Connects to a reader in a thread of its own that may use so many megabytes. */
export function connect(events: ConnectionEvents, megabytes: number): Connection {
  const worker = new Worker(new URL('./readWorker.ts', import.meta.url), {
    resourceLimits: lastWall(megabytes),
    name: 'read-workbook',
    stdout: true,
    stderr: true,
  })
  // What the library remarks about odd files must not appear among the program's own output.
  worker.stdout.resume()
  worker.stderr.resume()
  let ended = false
  const tooMuch = (): void => {
    if (!ended) events.onBroken(new Error('reading thread took too much memory'), true)
    ended = true
    void worker.terminate()
  }
  worker.on('message', (reply: ReaderReply) => {
    if (reply.type !== 'opened') return events.onReply(reply)
    // On a busy machine a file may be open before anybody looked: what it holds then it goes on holding.
    isOver(worker, megabytes).then(
      (over) => {
        if (over) tooMuch()
        else events.onReply(reply)
      },
      () => {
        events.onReply(reply)
      },
    )
  })
  worker.on('error', (error) => {
    if (!ended) events.onBroken(error, isOutOfMemory(error))
  })
  guardMemory(worker, megabytes, tooMuch)
  worker.on('exit', (code) => {
    if (!ended && code !== 0) events.onBroken(new Error(`reading thread ended with ${code}`), false)
  })
  return {
    send(request) {
      worker.postMessage(request)
    },
    hold(awaited) {
      if (awaited) worker.ref()
      else worker.unref()
    },
    async end() {
      ended = true
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
  return {
    send(request) {
      reader.handle(request).catch((error: unknown) => {
        events.onBroken(error, false)
      })
    },
    hold() {
      /* There is no thread to keep. */
    },
    async end() {
      ended = true
      await reader.handle({ type: 'close' })
    },
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
}

/** Starts the reading thread and carries messages; where no thread can be started the reader runs inline. */
import { Worker } from 'node:worker_threads'
import type { ReaderReply, ReaderRequest } from './protocol.ts'
import { Reader } from './reader.ts'

/** Memory a reading thread may use, in MB. Workbooks of `.xlsx` need a fraction of it at any size; old formats are held whole. */
const MEMORY_MEGABYTES = 1024

export interface ConnectionEvents {
  readonly onReply: (reply: ReaderReply) => void
  /** The thread broke down; `outOfMemory` if it wanted more than it may have. */
  readonly onBroken: (error: unknown, outOfMemory: boolean) => void
}

export interface Connection {
  send(request: ReaderRequest): void
  /** Whether the program should stay alive for a reply that is awaited. */
  hold(awaited: boolean): void
  /** Ends the thread at once. */
  end(): Promise<void>
}

/** Connects to a reader in a thread of its own, or inline if `inline` or if the thread's file is missing (some bundles). */
export function connect(events: ConnectionEvents, inline: boolean): Connection {
  if (inline) return connectInline(events)
  const worker = new Worker(new URL('./readWorker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: MEMORY_MEGABYTES }, name: 'read-workbook', stdout: true, stderr: true,
  })
  // What the library remarks about odd files must not appear among the program's own output.
  worker.stdout.resume()
  worker.stderr.resume()
  let ended = false
  let inlineInstead: Connection | undefined
  const sent: ReaderRequest[] = []
  worker.on('message', (reply: ReaderReply) => {
    sent.length = 0
    events.onReply(reply)
  })
  worker.on('error', (error) => {
    if (ended) return
    if (!isMissing(error)) {
      events.onBroken(error, isOutOfMemory(error))
      return
    }
    inlineInstead = connectInline(events)
    for (const request of sent) inlineInstead.send(request)
  })
  worker.on('exit', (code) => {
    if (!ended && inlineInstead === undefined && code !== 0) events.onBroken(new Error(`reading thread ended with ${code}`), false)
  })
  return {
    send(request) {
      if (inlineInstead !== undefined) return inlineInstead.send(request)
      sent.push(request)
      worker.postMessage(request)
    },
    hold(awaited) {
      if (awaited) worker.ref()
      else worker.unref()
    },
    async end() {
      ended = true
      await inlineInstead?.end()
      await worker.terminate()
    },
  }
}

function connectInline(events: ConnectionEvents): Connection {
  let ended = false
  const reader = new Reader((reply) => {
    if (!ended) events.onReply(reply)
  })
  return {
    send(request) { reader.handle(request).catch((error: unknown) => { events.onBroken(error, false) }) },
    hold() { /* There is no thread to keep. */ },
    async end() {
      ended = true
      await reader.handle({ type: 'close' })
    },
  }
}

function isMissing(error: unknown): boolean {
  const code = codeOfError(error)
  return code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND' || code === 'ERR_UNKNOWN_FILE_EXTENSION'
}

function isOutOfMemory(error: unknown): boolean {
  return codeOfError(error) === 'ERR_WORKER_OUT_OF_MEMORY'
}

function codeOfError(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined
}

/**
 * Threads that read files. Starting one costs ten times what a small sheet does, so that one that has read a file well waits a while for the next: a
 * person who imports reads the same sheet several times. One that was broken off, or has grown, is ended; so is one that has read a large file, next to which
 * its start is nothing: it would hold 30 MB while the rows are planned. And whenever much memory is about to be taken the one that waits is ended.
 */
import { Worker } from 'node:worker_threads'
import { knownToThreads } from '../../files/temporary.ts'
import { givenUpForRoom } from '../../makeRoom.ts'
import { isOver, lastWall } from './memoryGuard.ts'
import type { ReaderReply, ReaderRequest } from './protocol.ts'

/** How long a thread waits for the next file, in milliseconds. */
const WAITS = 10_000
/** How long a thread may take to close its file before it is ended, in milliseconds. */
const CLOSES_WITHIN = 10_000
/** The most a waiting thread may hold, in MB. */
const HOLDS = 64
/** Budgets, in MB, that one thread serves: far above what it may hold from before, and within the last wall it was started with. */
const LEAST_BUDGET = 4 * HOLDS
const COMMON_BUDGET = 512

interface Waiting {
  readonly worker: Worker
  readonly megabytes: number
  readonly clock: NodeJS.Timeout
}

/** What each thread knew of sealed folders when it was started. */
const knew = new WeakMap<Worker, unknown>()

let waiting: Waiting | undefined
givenUpForRoom(endWaiting)

/** A thread for one file that may take so many megabytes: the one that waits, or a new one. */
export function takeThread(megabytes: number): { readonly worker: Worker; readonly megabytes: number } {
  if (waiting !== undefined && megabytes >= LEAST_BUDGET && megabytes <= waiting.megabytes && knew.get(waiting.worker) === knownToThreads()) {
    const taken = waiting
    waiting = undefined
    clearTimeout(taken.clock)
    taken.worker.ref()
    return taken
  }
  return start(Math.max(megabytes, COMMON_BUDGET))
}

function start(megabytes: number): { readonly worker: Worker; readonly megabytes: number } {
  const worker = new Worker(new URL('./readWorker.ts', import.meta.url), {
    resourceLimits: lastWall(megabytes),
    name: 'read-workbook',
    stdout: true,
    stderr: true,
  })
  knew.set(worker, knownToThreads())
  // What the library remarks about odd files must not appear among the program's own output.
  worker.stdout.resume()
  worker.stderr.resume()
  const forget = (): void => {
    if (waiting?.worker !== worker) return
    clearTimeout(waiting.clock)
    waiting = undefined
  }
  worker.on('error', forget)
  worker.on('exit', forget)
  return { worker, megabytes }
}

/** Gives back a thread that is at nothing any more: it closes its file and, if it `may`, waits for the next. Resolved when the file is closed. */
export async function giveBackThread(worker: Worker, megabytes: number, may: { readonly wait: boolean }): Promise<void> {
  worker.ref()
  const sound = (await closed(worker)) && may.wait && !(await isOver(worker, HOLDS).catch(() => true))
  if (!sound || waiting !== undefined) return void (await worker.terminate())
  const clock = setTimeout(endWaiting, WAITS)
  clock.unref()
  worker.unref()
  waiting = { worker, megabytes, clock }
}

function endWaiting(): void {
  if (waiting === undefined) return
  clearTimeout(waiting.clock)
  const { worker } = waiting
  waiting = undefined
  void worker.terminate()
}

/** Has a thread close its file; whether it said in time that it did. What it sent before belongs to that file and has arrived by then. */
function closed(worker: Worker): Promise<boolean> {
  return new Promise((resolve) => {
    const answer = (sound: boolean): void => {
      clearTimeout(clock)
      worker.off('message', hear).off('exit', gone).off('error', gone)
      resolve(sound)
    }
    const hear = (reply: ReaderReply): void => {
      if (reply.type === 'closed') answer(true)
    }
    const gone = (): void => answer(false)
    const clock = setTimeout(gone, CLOSES_WITHIN)
    worker.on('message', hear).on('exit', gone).on('error', gone)
    worker.postMessage({ type: 'close' } satisfies ReaderRequest)
  })
}

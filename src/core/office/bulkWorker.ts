/** Entry of the thread that writes in bulk: opens the data a second time, does one piece of work as one change set, says so, and closes. */
import { parentPort, workerData } from 'node:worker_threads'
import { AppError, toErrorPayload } from '../errors.ts'
import { bulkWorks } from '../features/bulkWorks.ts'
import { Outdated, workOf } from '../writing/bulk.ts'
import type { FromWriter, ToWriter, WritingTask } from '../writing/protocol.ts'
import { openForBulk } from './openOffice.ts'

const { directory, key, name, user, input, now } = workerData as WritingTask
const began = performance.now()
const tell = (message: FromWriter): void => parentPort?.postMessage(message)
const abort = new AbortController()
let take: ((items: readonly unknown[] | null) => void) | null = null
parentPort?.on('message', (message: ToWriter) => {
  if (message.type === 'cancel') abort.abort(new AppError('CANCELLED', '已取消。', '没有任何数据被改动，可以重新开始。'))
  else take?.(message.items)
})

/** What is to be written comes as it is asked for: neither side has more than a portion of it under way. */
async function* portions(): AsyncGenerator<readonly unknown[], void> {
  for (;;) {
    const next = new Promise<readonly unknown[] | null>((resolve) => {
      take = resolve
    })
    tell({ type: 'more' })
    const items = await next
    if (items === null) return
    yield items
  }
}

try {
  const office = await openForBulk({ dataDirectory: directory, now: () => new Date(Date.parse(now) + performance.now() - began), backups: null }, key)
  const registers = new Set<string>()
  office.store.onChange((names) => {
    for (const register of names) registers.add(register)
  })
  try {
    abort.signal.throwIfAborted()
    const changed = await workOf(bulkWorks, name)(office, user, input, {
      portions,
      signal: abort.signal,
      onProgress: (done) => tell({ type: 'progress', done }),
      near: undefined,
    })
    tell({ type: 'done', changed, registers: [...registers] })
  } finally {
    await office.store.close()
  }
} catch (error) {
  tell({
    type: 'failed',
    error: toErrorPayload(error),
    outdated: error instanceof Outdated,
    detail: error instanceof Error ? (error.stack ?? error.message) : '',
  })
} finally {
  parentPort?.close()
}

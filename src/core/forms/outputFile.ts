/** A file written piece by piece, which appears under its name only when it is whole. */
import { once } from 'node:events'
import type { Writable } from 'node:stream'
import { finished } from 'node:stream/promises'
import { discard, partialPath, replaceFile, toFileError } from '../files/atomic.ts'
import { createOutput } from '../files/temporary.ts'

/**
 * Lets `write` write to a stream and puts the finished file at `path`. `write` has to end the stream.
 * When it throws, nothing is left behind and an older file at `path` stays as it was.
 */
export async function writeOutput<Result>(path: string, write: (stream: Writable, ready: () => Promise<void>) => Promise<Result>): Promise<Result> {
  const partial = partialPath(path)
  const stream = createOutput(partial)
  const closed = finished(stream)
  closed.catch(() => {})
  try {
    const result = await write(stream, async () => {
      if (stream.errored !== null) throw stream.errored
      if (stream.writableNeedDrain) await Promise.race([once(stream, 'drain'), closed])
    })
    await closed
    await replaceFile(partial, path)
    return result
  } catch (error) {
    await discard(stream, partial)
    throw toFileError(error, path)
  }
}

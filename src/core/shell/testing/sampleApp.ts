/** A small app for tests of the shells: procedures of every kind, files in a folder, and notes of what was asked of it. */
import { os } from '@orpc/server'
import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { AppContext } from '../../contract.ts'
import { AppError } from '../../errors.ts'
import { inputSize } from '../../files/temporary.ts'
import type { ResolvedFile, ServedApp } from '../served.ts'

export interface SampleApp extends ServedApp {
  readonly tickets: ReadonlyMap<string, ResolvedFile>
  closed(): boolean
  /** Calls of `never` that wait. */
  readonly waiting: number
}

const base = os.$context<AppContext>()

/** Jobs that the sample pretends to have. */
export interface SampleJobs {
  list(): unknown[]
  cancel(job: string): unknown
}

const NO_JOBS: SampleJobs = { list: () => [], cancel: () => ({ cancelled: false }) }

function sampleRouter(jobs: SampleJobs, onWait: () => void): Record<string, unknown> {
  return {
    jobs: {
      list: base.handler(() => jobs.list()),
      cancel: base.input(z.object({ job: z.string() })).handler(({ input }) => jobs.cancel(input.job)),
    },
    echo: base.input(z.object({ text: z.string() })).handler(({ input }) => input),
    session: base.handler(({ context }) => context.session),
    refuse: base.handler(() => {
      throw new AppError('NOT_FOUND', '没有这一户。', '请检查户编号。')
    }),
    crash: base.handler(() => {
      throw new Error('SELECT id_number FROM person at /secret/path')
    }),
    never: base.handler(() => {
      onWait()
      return new Promise(() => undefined)
    }),
    count: base.handler(async function* count({ signal }) {
      for (let step = 1; step <= 3; step++) {
        if (signal?.aborted === true) return
        yield { step }
      }
    }),
  }
}

/** A fresh app. */
export function createSampleApp(jobs: SampleJobs = NO_JOBS): SampleApp {
  const tickets = new Map<string, ResolvedFile>()
  let closed = false
  let waiting = 0
  return {
    router: sampleRouter(jobs, () => {
      waiting += 1
    }) as ServedApp['router'],
    files: {
      requireRoom: () => undefined,
      accept: (path, name) => {
        const file = { path, name, size: inputSize(path) }
        const ticket = randomUUID()
        tickets.set(ticket, file)
        return { ticket, name, size: file.size }
      },
      resolve: (ticket) => {
        const file = tickets.get(ticket)
        if (file === undefined) throw new AppError('NOT_FOUND', '没有这个文件。', '请重新生成。')
        return file
      },
    },
    close: async () => {
      closed = true
    },
    tickets,
    closed: () => closed,
    get waiting() {
      return waiting
    },
  }
}

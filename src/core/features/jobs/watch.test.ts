/** A window that begins to listen hears of every job as it is, so that none stays under way on screen that ended meanwhile. */
import { call } from '@orpc/server'
import { expect, it } from 'vitest'
import { Jobs } from '../../jobs/jobs.ts'
import type { AppContext } from '../../contract.ts'
import type { Core } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import { jobHandlers } from './handlers.ts'
import type { Proposed } from '../../store/index.ts'
import { watchEvents, type WatchEvent } from './watch.ts'

const reader = { id: 'r', displayName: '只看', role: 'reader' } as unknown as SessionUser

it('begins with the jobs that the asker may follow, the ended ones too', async () => {
  const jobs = new Jobs(() => new Date('2016-03-05'))
  const run = (id: string): Promise<unknown> => jobs.finished(jobs.start({ kind: 'verify', title: id, by: { id, displayName: id } }, async () => null))
  await run('r')
  await run('somebody else')
  const core = {
    jobs,
    user: () => reader,
    office: () => {
      throw new Error('closed')
    },
  } as unknown as Core
  const { watch } = jobHandlers(core, { onSession: () => () => undefined, lookUser: () => reader })
  const events = (await call(watch, undefined, { context: {} as AppContext })) as AsyncGenerator<WatchEvent>
  expect((await events.next()).value).toMatchObject({ type: 'job', job: { title: 'r', state: 'done' } })
  const next = events.next()
  await run('r')
  expect((await next).value).toMatchObject({ type: 'job', job: { title: 'r', state: 'done' } })
  for (const { id } of jobs.list()) await jobs.dismiss(id)
  const gone = [(await events.next()).value, (await events.next()).value]
  expect(gone.map((event) => event?.type)).toEqual(['dismissed', 'dismissed'])
  await events.return(undefined)
})

it('tells whoever did it how much another office has to accept, what they did twice at once, and nobody else', async () => {
  let tell = (_: Proposed): void => undefined
  const none = (): (() => void) => () => undefined
  const events = watchEvents({
    onJob: none,
    onDismiss: none,
    onSession: none,
    isOwn: (user) => user === 'r',
    store: () => ({
      onChange: none,
      onProposed: (listener) => {
        tell = listener
        return () => undefined
      },
    }),
  })
  const first = events.next()
  tell({ by: 'somebody else', title: '修改人员', count: 5 })
  tell({ by: 'r', title: '办理：入户评估', count: 2 })
  tell({ by: 'r', title: '办理：入户评估', count: 1 })
  expect((await first).value).toEqual({ type: 'proposed', title: '办理：入户评估', count: 3 })
  await events.return(undefined)
})

import type { AppContext } from '../../contract.ts'
import { AppError } from '../../errors.ts'
import { builder, type Core } from '../../runtime.ts'
import type { SessionUser } from '../session/contract.ts'
import type { Job } from './contract.ts'
import { watchEvents, type WatchSource } from './watch.ts'

/** What watching needs beyond jobs: both must not count as the user doing something, or an open window would never be locked. */
export interface JobPorts {
  /** Tells of logins, logouts, locks, opening and closing of the data. Returns the function that ends it. */
  onSession(listener: () => void): () => void
  /** The user behind a call as it is now, without touching the idle clock; null when logged out or locked. */
  lookUser(context: AppContext): SessionUser | null
}

/** Procedures of long work. People see their own jobs, administrators everyone's: a job's file may hold what others may not see. */
export function jobHandlers(core: Core, ports: JobPorts) {
  const os = builder.jobs
  const own = (user: SessionUser, id: string): Job => {
    const job = core.jobs.get(id)
    if (!mayFollow(core, user, job)) throw new AppError('NOT_FOUND', '没有这项任务，可能已经清除。', '请刷新任务列表。')
    return shownTo(core, user, job)
  }
  return {
    list: os.list.handler(({ context }) => {
      const user = core.user(context)
      return core.jobs
        .list()
        .filter((job) => mayFollow(core, user, job))
        .map((job) => shownTo(core, user, job))
    }),
    get: os.get.handler(({ input, context }) => own(core.user(context), input.job)),
    watch: os.watch.handler(({ context, signal }) => {
      core.user(context)
      return watchEvents(sourceOf(core, ports, context), signal)
    }),
    cancel: os.cancel.handler(({ input, context }) => {
      own(core.user(context), input.job)
      return { cancelled: core.jobs.cancel(input.job) }
    }),
    dismiss: os.dismiss.handler(async ({ input, context }) => {
      own(core.user(context), input.job)
      await core.jobs.dismiss(input.job)
      return { done: true as const }
    }),
  }
}

/** Whether a user may see a job: their own, by their id and not by the name that is shown; administrators everyone's. */
function mayFollow(core: Core, user: SessionUser, job: Job): boolean {
  return user.role === 'administrator' || core.jobs.ownerOf(job.id) === user.id
}

/** The file of a job is its owner's alone: an administrator who looks on makes one of their own. */
function shownTo(core: Core, user: SessionUser, job: Job): Job {
  return core.jobs.ownerOf(job.id) === user.id ? job : { ...job, file: null }
}

function sourceOf(core: Core, ports: JobPorts, context: AppContext): WatchSource {
  return {
    onJob: (listener) => {
      const tell = (job: Job): void => {
        const user = ports.lookUser(context)
        if (user !== null && mayFollow(core, user, job)) listener(shownTo(core, user, job))
      }
      const stop = core.jobs.onChange(tell)
      // What ended between the first answer of the list and now is told once more, or the window would show it under way for ever.
      for (const job of core.jobs.list()) tell(job)
      return stop
    },
    onDismiss: (listener) =>
      core.jobs.onDismiss((job, owner) => {
        const user = ports.lookUser(context)
        if (user !== null && (user.role === 'administrator' || owner === user.id)) listener(job.id)
      }),
    onSession: (listener) => ports.onSession(listener),
    isOwn: (user) => ports.lookUser(context)?.id === user,
    store: () => {
      try {
        return core.office().store
      } catch {
        return null
      }
    },
  }
}

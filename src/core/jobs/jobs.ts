/**
 * Long work: progress, cancel, results that survive a reload of the page, and a row in the database so that what was
 * interrupted by a power cut is shown as such after the restart.
 */
import { AppError, isForTheLog, toErrorPayload, type OnUnforeseen } from '../errors.ts'
import type { Job } from '../features/jobs/contract.ts'
import type { FileTicket } from '../shapes.ts'
import type { Store } from '../store/index.ts'
import { underName } from '../underway.ts'
import { stepping } from '../store/stepping.ts'
import { randomUUID } from 'node:crypto'

/** What a running job may do. */
export interface JobContext {
  readonly signal: AbortSignal
  /** Starts the next phase; `weight` is its share of the whole bar. */
  phase(title: string, weight: number, total?: number | null): void
  progress(done: number, total?: number | null): void
  /** From here on it can no longer be cancelled (the one transaction is being written). */
  committing(title: string): void
  /** Sets the file that the job gives out. */
  file(ticket: FileTicket): void
  /** Gives others a turn and throws when cancelled. */
  step(): Promise<void>
}

export interface JobRequest {
  /** `import-check`, `import`, `export`, `form`, `backup`, `verify` … */
  readonly kind: string
  readonly title: string
  /** Whose job it is: it and its file are theirs, and administrators may look on. */
  readonly by: { readonly id: string; readonly displayName: string }
}

interface Running {
  job: Job
  readonly owner: string
  readonly abort: AbortController
  base: number
  weight: number
  lastTold: number
  promise: Promise<unknown>
}

/** Least time between two progress events of a job, in milliseconds. */
const TELL_EVERY = 100

export class Jobs {
  readonly #jobs = new Map<string, Running>()
  readonly #listeners = new Set<(job: Job) => void>()
  readonly #dismissals = new Set<(job: Job, owner: string) => void>()
  readonly #now: () => Date
  readonly #onUnforeseen: OnUnforeseen
  #store: Store | null = null

  /** `onUnforeseen` is told of errors that the one who waits for the job is only told of in general. */
  constructor(now: () => Date = () => new Date(), onUnforeseen: OnUnforeseen = () => undefined) {
    this.#now = now
    this.#onUnforeseen = onUnforeseen
  }

  /** Connects the database, so that jobs are remembered; marks those that an earlier run left unfinished as interrupted. */
  async attach(store: Store): Promise<void> {
    this.#store = store
    const at = this.#now().toISOString()
    await store.bookkeep((database) => {
      database.run(`UPDATE job SET state = 'interrupted', ended_at = ? WHERE ended_at IS NULL`, at)
      database.run(`DELETE FROM job WHERE dismissed = 1 OR id NOT IN (SELECT id FROM job ORDER BY started_at DESC LIMIT 50)`)
    })
    type JobRow = {
      id: string
      kind: string
      title: string
      state: Job['state']
      by_user: string
      name: string
      started_at: string
      ended_at: string | null
      error: string | null
    }
    for (const row of store.read.all<JobRow>(`SELECT j.*, coalesce(u.display_name, j.by_user) AS name FROM job j LEFT JOIN user u ON u.id = j.by_user
        WHERE j.state IN ('interrupted', 'failed') AND j.dismissed = 0 ORDER BY j.started_at DESC LIMIT 10`)) {
      if (this.#jobs.has(row.id)) continue
      const job: Job = {
        id: row.id,
        kind: row.kind,
        title: row.title,
        state: row.state,
        phase: '',
        done: 0,
        total: null,
        fraction: 0,
        startedAt: row.started_at,
        endedAt: row.ended_at,
        by: row.name,
        file: null,
        result: null,
        error: row.error === null ? null : (JSON.parse(row.error) as Job['error']),
      }
      // Earlier programs wrote the name that was shown, which belongs to nobody alone: such jobs are the administrators'.
      this.#jobs.set(row.id, { job, owner: row.by_user, abort: new AbortController(), base: 0, weight: 0, lastTold: 0, promise: Promise.resolve() })
    }
  }

  detach(): void {
    this.#store = null
  }

  /** Starts a job and returns its id at once. */
  start(request: JobRequest, work: (context: JobContext) => Promise<unknown>): string {
    const id = randomUUID()
    const job: Job = {
      id,
      kind: request.kind,
      title: request.title,
      state: 'running',
      phase: '',
      done: 0,
      total: null,
      fraction: 0,
      startedAt: this.#now().toISOString(),
      endedAt: null,
      by: request.by.displayName,
      file: null,
      result: null,
      error: null,
    }
    const running: Running = { job, owner: request.by.id, abort: new AbortController(), base: 0, weight: 0, lastTold: 0, promise: Promise.resolve() }
    this.#jobs.set(id, running)
    running.promise = underName(`job ${request.kind}`, () => this.#run(running, work))
    return id
  }

  /** Waits for a job's end and returns its result; throws what it failed with. For the command line and tests. */
  async finished(id: string): Promise<Job> {
    const running = this.#get(id)
    await running.promise
    return running.job
  }

  list(): Job[] {
    return [...this.#jobs.values()].map((running) => running.job).sort((a, b) => (a.startedAt < b.startedAt ? 1 : -1))
  }

  get(id: string): Job {
    return this.#get(id).job
  }

  /** Id of the user whose job it is. */
  ownerOf(id: string): string {
    return this.#get(id).owner
  }

  /** True when the job can still be stopped; it ends as `cancelled` a moment later. */
  cancel(id: string): boolean {
    const running = this.#get(id)
    if (running.job.state !== 'running' && running.job.state !== 'queued') return false
    running.abort.abort(new AppError('CANCELLED', '已取消。', '没有任何数据被改动，可以重新开始。'))
    return true
  }

  async dismiss(id: string): Promise<void> {
    const running = this.#get(id)
    if (running.job.endedAt === null) return
    this.#jobs.delete(id)
    for (const listener of this.#dismissals) listener(running.job, running.owner)
    await this.#store?.bookkeep((database) => database.run('UPDATE job SET dismissed = 1 WHERE id = ?', id))
  }

  onChange(listener: (job: Job) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Told of jobs that were put away, with the user whose they were. */
  onDismiss(listener: (job: Job, owner: string) => void): () => void {
    this.#dismissals.add(listener)
    return () => this.#dismissals.delete(listener)
  }

  /** Cancels what can be cancelled and waits for the rest. */
  async close(): Promise<void> {
    for (const running of this.#jobs.values()) if (running.job.endedAt === null) this.cancel(running.job.id)
    await Promise.allSettled([...this.#jobs.values()].map((running) => running.promise))
  }

  async #run(running: Running, work: (context: JobContext) => Promise<unknown>): Promise<void> {
    this.#tell(running, {}, true)
    await this.#remember(running)
    try {
      const result = await work(this.#context(running))
      this.#tell(running, { state: 'done', fraction: 1, result: result ?? null, endedAt: this.#now().toISOString() }, true)
    } catch (error) {
      const cancelled = running.abort.signal.aborted
      if (!cancelled && isForTheLog(error)) this.#onUnforeseen(error)
      const payload =
        cancelled && !(error instanceof AppError)
          ? new AppError('CANCELLED', '已取消。', '没有任何数据被改动，可以重新开始。').toPayload()
          : toErrorPayload(error)
      const { code, message, action } = payload
      this.#tell(running, { state: cancelled ? 'cancelled' : 'failed', error: { code, message, action }, endedAt: this.#now().toISOString() }, true)
    }
    await this.#remember(running).catch(() => undefined)
  }

  #context(running: Running): JobContext {
    return {
      signal: running.abort.signal,
      phase: (title, weight, total = null) => {
        running.base = Math.min(1, running.base + running.weight)
        running.weight = weight
        this.#tell(running, { phase: title, done: 0, total, fraction: running.base }, true)
      },
      progress: (done, total = running.job.total) => {
        const share = total === null || total === 0 ? 0 : Math.min(1, done / total)
        this.#tell(running, { done, total, fraction: Math.min(1, running.base + running.weight * share) })
      },
      committing: (title) => this.#tell(running, { state: 'committing', phase: title, done: 0, total: null }, true),
      file: (ticket) => this.#tell(running, { file: ticket }),
      step: stepping(running.abort.signal),
    }
  }

  #tell(running: Running, change: Partial<Job>, always = false): void {
    running.job = { ...running.job, ...change }
    const now = performance.now()
    if (!always && now - running.lastTold < TELL_EVERY) return
    running.lastTold = now
    for (const listener of this.#listeners) listener(running.job)
  }

  async #remember({ job, owner }: Running): Promise<void> {
    const error = job.error === null ? null : JSON.stringify(job.error)
    await this.#store?.bookkeep((database) =>
      database.run(
        `INSERT INTO job (id, kind, title, state, by_user, started_at, ended_at, error) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at, error = excluded.error`,
        job.id,
        job.kind,
        job.title,
        job.state,
        owner,
        job.startedAt,
        job.endedAt,
        error,
      ),
    )
  }

  #get(id: string): Running {
    const running = this.#jobs.get(id)
    if (running === undefined) throw new AppError('NOT_FOUND', '没有这项任务，可能已经清除。', '请刷新任务列表。')
    return running
  }
}

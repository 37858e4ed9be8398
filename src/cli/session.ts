/** Opens the data folder in this process and talks to the core by its contract, as the other shells do. */
import type { ContractRouterClient } from '@orpc/contract'
import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { App, AppOptions } from '#core/app.ts'
import type { contract } from '#core/contract.ts'
import { AppError, isForTheLog } from '#core/errors.ts'
import type { Job } from '#core/features/jobs/contract.ts'
import { createFileLog } from '#core/shell/log.ts'
import { logsDirectoryOf, temporaryDirectoryOf } from '#core/shell/places.ts'
import { slowLine, watchSlowness } from '#core/shell/slowness.ts'

const SESSION = 'cli'
const RESOURCES = fileURLToPath(new URL('../../resources', import.meta.url))

/**
 * How far a command has to get in: `login`: the data opened by a user; `try`: so if it can be done, since the command has its own
 * way of asking for a password (restore); `empty`: a folder in which nothing is set up yet is welcome.
 */
export type SessionNeed = 'login' | 'try' | 'empty'

export type Client = ContractRouterClient<typeof contract>

export interface OfficeSession {
  readonly app: App
  readonly client: Client
  readonly session: string
  readonly login: string
  /** The password given for this call. */
  readonly password: string
  /** Year the office works in. */
  readonly year: number
  /** Follows a job to its end; Ctrl+C cancels it. Throws what it failed with. */
  finish(started: { readonly job: string }): Promise<Job>
}

export interface SessionOptions {
  readonly dataDirectory: string
  readonly need: SessionNeed
  /** Given by `--login` or BANGFU_LOGIN. */
  readonly login: string | undefined
  /** Given by BANGFU_PASSWORD. */
  readonly password: string | undefined
  readonly signal: AbortSignal
  readonly progress: (title: string, fraction: number | null) => void
  /** Told of the cause of a failure that the user is only told of in general. */
  readonly onUnforeseen: (error: unknown) => void
  readonly keyring?: NonNullable<AppOptions['keyring']>
}

/** Runs work on the office and closes it again, whatever happens. Throws DATABASE_IN_USE while another shell has the folder. */
export async function withOffice<T>(options: SessionOptions, work: (office: OfficeSession) => Promise<T>): Promise<T> {
  const { dataDirectory, need } = options
  if (need === 'login' && !existsSync(dataDirectory)) throw notSetUp(dataDirectory)
  const password = options.password
  if (password === undefined || password === '') throw new AppError('NOT_LOGGED_IN', '没有给出密码。', '请把密码放在环境变量 BANGFU_PASSWORD 里再运行。')
  const [{ createRouterClient }, { createApp }] = await Promise.all([import('@orpc/server'), import('#core/app.ts')])
  const log = createFileLog(logsDirectoryOf(dataDirectory), 'cli')
  const slowness = watchSlowness((slow) => log.info(slowLine(slow)))
  const app = await createApp({
    dataDirectory,
    resourcesDirectory: RESOURCES,
    temporaryDirectory: temporaryDirectoryOf(dataDirectory),
    onSlow: slowness.onSlow,
    onUnforeseen: (error) => {
      log.error('unforeseen', error)
      options.onUnforeseen(error)
    },
    ...(options.keyring === undefined ? {} : { keyring: options.keyring }),
  }).catch((error: unknown) => {
    slowness.stop()
    throw error
  })
  try {
    const client = createRouterClient(app.router, { context: { session: SESSION } }) as unknown as Client
    const { state, logins } = await client.session.status()
    const login = options.login ?? (logins.length === 1 ? logins[0] : undefined) ?? 'admin'
    if (need === 'login' && state === 'empty') throw notSetUp(dataDirectory)
    if (need !== 'empty' && state !== 'empty') await enter(app, need, login, password)
    const { year } = await client.session.status()
    return await work({ app, client, session: SESSION, login, password, year, finish: ({ job }) => follow(app, job, options) })
  } catch (error) {
    if (isForTheLog(error)) log.error('unforeseen', error)
    throw error
  } finally {
    await app.close()
    slowness.stop()
    rmSync(temporaryDirectoryOf(dataDirectory), { recursive: true, force: true })
  }
}

/** Whether something is set up in a folder, told without opening it. */
export function isOffice(dataDirectory: string): boolean {
  return existsSync(join(dataDirectory, 'keyring.json'))
}

async function enter(app: App, need: SessionNeed, login: string, password: string): Promise<void> {
  try {
    // Not by `session.login`: that also starts the backup of the day, which a command of a second must neither wait for nor break off.
    await app.host.login({ session: SESSION }, login, password)
  } catch (error) {
    if (need === 'login') throw error
  }
}

async function follow(app: App, id: string, { signal, progress }: SessionOptions): Promise<Job> {
  const { jobs } = app.host
  const cancel = (): void => {
    jobs.cancel(id)
  }
  const stop = jobs.onChange((job) => {
    if (job.id === id) progress(job.phase === '' ? job.title : job.phase, job.fraction)
  })
  signal.addEventListener('abort', cancel)
  if (signal.aborted) cancel()
  try {
    const job = await jobs.finished(id)
    if (job.error !== null) throw new AppError(job.error.code as AppError['code'], job.error.message, job.error.action)
    return job
  } finally {
    signal.removeEventListener('abort', cancel)
    stop()
  }
}

function notSetUp(directory: string): AppError {
  return new AppError('NOT_SET_UP', `数据目录“${directory}”里还没有设立单位。`, '请先用命令 init 建立，或用 --data 指定已有的数据目录。')
}

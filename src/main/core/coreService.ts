/** The core's side of the messages: pages' ports are served by oRPC, the shell's questions are answered. No Electron in here. */
import type { SupportedMessagePort } from '@orpc/client/message-port'
import { createRouterClient } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { z } from 'zod'
import type { AppContext } from '#core/contract.ts'
import { toErrorPayload } from '#core/errors.ts'
import { handOver } from '#core/files/temporary.ts'
import { crossingErrors } from '#core/shell/rpcErrors.ts'
import type { AppEars, ServedApp } from '#core/shell/served.ts'
import { slowLine, watchSlowness, type Slowness } from '#core/shell/slowness.ts'
import type { CoreFolders, CoreQuestions, FromCore, QuestionName, ToCore } from './messages.ts'

/** A port of a page; Electron's must be started. */
export type PagePort = SupportedMessagePort & { start(): void }

export interface CoreServicePorts {
  /** Makes the app; the real one is `createApp`. */
  createApp(folders: CoreFolders, ears: AppEars): Promise<ServedApp>
  send(message: FromCore): void
  /** Called once for each new session before its page is served, e.g. to log the demonstration in; a failure is logged only. */
  prepare?(app: ServedApp, session: string): Promise<void>
}

const jobShape = z.object({ id: z.string(), title: z.string(), state: z.string() })
const AT_WORK = new Set(['queued', 'running', 'committing'])

/** Calls of `jobs` by name, whatever else the router holds. */
interface JobCalls {
  readonly jobs: { list(): Promise<unknown>; cancel(input: { job: string }): Promise<unknown> }
}

export class CoreService {
  readonly #ports: CoreServicePorts
  readonly #sessions = new Set<string>()
  #app: Promise<ServedApp> | null = null
  #slowness: Slowness | null = null

  constructor(ports: CoreServicePorts) {
    this.#ports = ports
  }

  /** Takes one message of the shell. */
  async receive(message: ToCore, port: PagePort | undefined): Promise<void> {
    if (message.type === 'start') return this.#start(message.folders)
    if (message.type === 'connect') return this.#connect(message.session, port)
    try {
      const value = await this.#reply(message.name, message.input)
      this.#ports.send({ type: 'answer', id: message.id, ok: true, value })
    } catch (error) {
      this.#ports.send({ type: 'answer', id: message.id, ok: false, error: toErrorPayload(error) })
    }
  }

  async #start(folders: CoreFolders): Promise<void> {
    this.#slowness = watchSlowness((slow) => this.#ports.send({ type: 'slow', text: slowLine(slow) }))
    this.#app = this.#ports.createApp(folders, { onSlow: this.#slowness.onSlow, onUnforeseen: (error) => this.#log(describe(error)) })
    try {
      await this.#app
      this.#ports.send({ type: 'ready' })
    } catch (error) {
      this.#ports.send({ type: 'failed', error: toErrorPayload(error), detail: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  }

  async #connect(session: string, port: PagePort | undefined): Promise<void> {
    if (port === undefined) return
    // Started only when the handler listens, so that nothing a page sends early is lost.
    const app = await this.#opened()
    const handler = new RPCHandler<AppContext>(app.router, { clientInterceptors: [crossingErrors((error) => this.#log(describe(error)))] })
    if (!this.#sessions.has(session)) await this.#ports.prepare?.(app, session).catch((error: unknown) => this.#log(describe(error)))
    handler.upgrade(port, { context: { session } })
    this.#sessions.add(session)
    port.start()
  }

  async #reply(name: QuestionName, input: CoreQuestions[QuestionName]['input']): Promise<CoreQuestions[QuestionName]['answer']> {
    const app = await this.#opened()
    switch (name) {
      case 'accept': {
        const { path, name: fileName, session } = input as CoreQuestions['accept']['input']
        return app.files.accept(path, fileName, { temporary: false, session })
      }
      case 'resolve': {
        const { ticket, session } = input as CoreQuestions['resolve']['input']
        return app.files.resolve(ticket, session)
      }
      case 'save': {
        const { ticket, session, to } = input as CoreQuestions['save']['input']
        await handOver((await app.files.resolve(ticket, session)).path, to)
        return null
      }
      case 'runningJobs':
        return (await this.#jobsAtWork(app)).map((job) => job.title)
      case 'cancelJobs':
        await this.#cancelJobs(app)
        return null
      case 'close':
        await app.close()
        this.#slowness?.stop()
        return null
    }
  }

  #opened(): Promise<ServedApp> {
    if (this.#app === null) throw new Error('The core was asked before it was started.')
    return this.#app
  }

  #calls(app: ServedApp, session: string): JobCalls {
    return createRouterClient(app.router, { context: { session } }) as unknown as JobCalls
  }

  /** Jobs at work that any connected window may see; windows where nobody is logged in see none. */
  async #jobsAtWork(app: ServedApp): Promise<Array<z.infer<typeof jobShape> & { session: string }>> {
    const found = new Map<string, z.infer<typeof jobShape> & { session: string }>()
    for (const session of this.#sessions) {
      const answer = await this.#calls(app, session)
        .jobs.list()
        .catch(() => [])
      const jobs = z.array(jobShape).catch([]).parse(answer)
      for (const job of jobs) if (AT_WORK.has(job.state)) found.set(job.id, { ...job, session })
    }
    return [...found.values()]
  }

  async #cancelJobs(app: ServedApp): Promise<void> {
    for (const job of await this.#jobsAtWork(app))
      await this.#calls(app, job.session)
        .jobs.cancel({ job: job.id })
        .catch(() => undefined)
  }

  #log(text: string): void {
    this.#ports.send({ type: 'log', text })
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

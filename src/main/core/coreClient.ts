/** The core's process as the main process sees it: started, asked, restarted when it dies, closed in order. */
import { AppError, type ErrorPayload } from '#core/errors.ts'
import type { CoreFolders, CoreQuestions, FromCore, QuestionName, ToCore } from './messages.ts'
import { CORE_RESTARTS, decideRestart } from './restartPolicy.ts'

/** The part of Electron's `UtilityProcess` that is used; `Port` is `MessagePortMain`. */
export interface CoreProcess<Port> {
  postMessage(message: ToCore, transfer?: Port[]): void
  on(event: 'message', listener: (message: FromCore) => void): unknown
  on(event: 'exit', listener: (code: number) => void): unknown
  kill(): boolean
}

export interface CoreEvents {
  /** The core has opened the data. */
  ready(): void
  /** A new process took the place of one that died: pages need new ports. What they call waits until the data is open. */
  restarted(): void
  /** It could not start, or died too often. */
  failed(error: ErrorPayload, detail: string): void
  log(text: string): void
  /** Something in the core was slow. */
  slow(text: string): void
}

interface Pending {
  resolve(value: unknown): void
  reject(error: unknown): void
}

const GAVE_UP: ErrorPayload = {
  code: 'INTERNAL',
  message: '数据服务多次意外停止，程序不再自动重启它。',
  action: '已保存的数据不受影响。请退出后重新打开程序；如果仍然出错，请把日志交给技术人员。',
}

function restarted(): AppError {
  return new AppError('CORE_RESTARTED', '数据服务中断后已重新启动，这次操作没有完成。', '已保存的数据不受影响，请核对后再做一次。')
}

function fromPayload(error: ErrorPayload): AppError {
  return new AppError(error.code, error.message, error.action, error.issues === undefined ? {} : { issues: error.issues })
}

export class CoreClient<Port> {
  readonly #fork: () => CoreProcess<Port>
  readonly #folders: CoreFolders
  readonly #events: CoreEvents
  readonly #now: () => number
  readonly #pending = new Map<number, Pending>()
  #process: CoreProcess<Port> | null = null
  #deaths: readonly number[] = []
  #nextId = 1
  #closing = false

  constructor(fork: () => CoreProcess<Port>, folders: CoreFolders, events: CoreEvents, now: () => number = Date.now) {
    this.#fork = fork
    this.#folders = folders
    this.#events = events
    this.#now = now
  }

  start(): void {
    const child = this.#fork()
    this.#process = child
    child.on('message', (message) => this.#receive(message))
    child.on('exit', (code) => this.#exited(child, code))
    child.postMessage({ type: 'start', folders: this.#folders })
  }

  /** Hands a page's port to the core; `session` names the window, and stays the same when the page reloads or the core restarts. */
  connect(session: string, port: Port): void {
    this.#process?.postMessage({ type: 'connect', session }, [port])
  }

  /** Asks and waits; rejects with the core's AppError, or CORE_RESTARTED when the core dies before it answers. */
  ask<K extends QuestionName>(name: K, input: CoreQuestions[K]['input']): Promise<CoreQuestions[K]['answer']> {
    const child = this.#process
    if (child === null) return Promise.reject(restarted())
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { resolve: (value) => resolve(value as CoreQuestions[K]['answer']), reject })
      child.postMessage({ type: 'ask', id, name, input } as ToCore)
    })
  }

  /** Closes the core in order; after `milliseconds` without an answer the process is ended (the database recovers by its log). */
  async close(milliseconds: number): Promise<void> {
    this.#closing = true
    const child = this.#process
    if (child === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, milliseconds)
    })
    await Promise.race([this.ask('close', null).catch(() => undefined), late])
    clearTimeout(timer)
    this.#process = null
    child.kill()
  }

  #receive(message: FromCore): void {
    if (message.type === 'ready') {
      this.#events.ready()
    } else if (message.type === 'failed') {
      // A process that could not open the data would fail again: the user is told instead.
      this.#closing = true
      this.#events.failed(message.error, message.detail)
    } else if (message.type === 'log') {
      this.#events.log(message.text)
    } else if (message.type === 'slow') {
      this.#events.slow(message.text)
    } else {
      this.#answer(message)
    }
  }

  #answer(message: Extract<FromCore, { type: 'answer' }>): void {
    const pending = this.#pending.get(message.id)
    this.#pending.delete(message.id)
    if (message.ok) pending?.resolve(message.value)
    else pending?.reject(fromPayload(message.error))
  }

  #exited(child: CoreProcess<Port>, code: number): void {
    for (const pending of this.#pending.values()) pending.reject(restarted())
    this.#pending.clear()
    if (this.#process === child) this.#process = null
    if (this.#closing) return
    const { restart, deaths } = decideRestart(this.#deaths, this.#now(), CORE_RESTARTS)
    this.#deaths = deaths
    this.#events.log(`core exited with code ${code}; ${restart ? 'restarting' : 'giving up'}`)
    if (restart) {
      this.start()
      this.#events.restarted()
    } else this.#events.failed(GAVE_UP, `core exited ${deaths.length} times, last with code ${code}`)
  }
}

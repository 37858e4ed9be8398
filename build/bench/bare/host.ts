/** The bare partners of long work, in a process of their own, which stays open as ours does: their memory is not ours. Each task tells milliseconds. */
import { fileURLToPath } from 'node:url'
import { fork, type ChildProcess } from 'node:child_process'
import type { BareTask, Tasks } from './tasks.ts'

interface Answer {
  readonly id: number
  readonly ok: boolean
  readonly value: unknown
}

export class BareHost {
  readonly #child: ChildProcess
  readonly #waiting = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>()
  #next = 1

  constructor() {
    this.#child = fork(fileURLToPath(new URL('main.ts', import.meta.url)), [], { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    this.#child.on('message', (message) => this.#receive(message as Answer))
    this.#child.on('exit', (code) => {
      for (const { reject } of this.#waiting.values()) reject(new Error(`the bare partner ended with ${String(code)}`))
    })
  }

  /** Does one task and answers what it tells; rejects with its error. */
  ask<K extends BareTask>(task: K, input: Parameters<Tasks[K]>[0]): Promise<Awaited<ReturnType<Tasks[K]>>> {
    const id = this.#next++
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve: (value) => resolve(value as Awaited<ReturnType<Tasks[K]>>), reject })
      this.#child.send({ id, task, input })
    })
  }

  end(): void {
    this.#child.removeAllListeners('exit')
    this.#child.kill()
  }

  #receive({ id, ok, value }: Answer): void {
    const waiting = this.#waiting.get(id)
    this.#waiting.delete(id)
    if (ok) waiting?.resolve(value)
    else waiting?.reject(new Error(String(value)))
  }
}

/**
 * Counts the steps of a process that change something on the disk, and kills it before one of them as a power cut would: a step is a
 * statement that writes, one without parameters (the ends of transactions among them), a write to a file, a renaming or a removal.
 */
import promises, { open } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { Database } from '../database.ts'

export type StepKind = 'row' | 'transaction' | 'file'

export class Steps {
  /** The steps made so far while counting, by their kinds. */
  readonly kinds: StepKind[] = []
  counting = false
  readonly #dieAt: number | null
  readonly #onStep: (number: number) => void
  readonly #restore: (() => void)[] = []

  private constructor(dieAt: number | null, onStep: (number: number) => void) {
    this.#dieAt = dieAt
    this.#onStep = onStep
  }

  /** Begins to watch, in this process and until `end`; nothing is counted yet. Dies at the `dieAt`-th step; `onStep` is told before each. */
  static async watch(dieAt: number | null, onStep: (number: number) => void = () => undefined): Promise<Steps> {
    const steps = new Steps(dieAt, onStep)
    const trial = new Database({ path: ':memory:', key: null })
    steps.#watch(Object.getPrototypeOf(trial.statement('SELECT 1')) as object, 'run', 'row')
    steps.#watch(Database.prototype, 'execute', 'transaction')
    trial.close()
    const file = await open(process.execPath, 'r')
    for (const name of ['write', 'writeFile', 'sync']) steps.#watch(Object.getPrototypeOf(file) as object, name, 'file')
    await file.close()
    for (const name of ['rename', 'rm']) steps.#watch(promises, name, 'file')
    syncBuiltinESMExports()
    return steps
  }

  end(): void {
    for (const restore of this.#restore) restore()
    syncBuiltinESMExports()
  }

  /** Makes every call of a method a step. */
  #watch(of: object, name: string, kind: StepKind): void {
    const holder = of as Record<string, (...parameters: unknown[]) => unknown>
    const original = holder[name]
    if (original === undefined) throw new Error(`no method ${name}`)
    const step = (): void => this.#step(kind)
    this.#restore.push(() => {
      holder[name] = original
    })
    holder[name] = function (this: unknown, ...parameters: unknown[]) {
      step()
      return original.apply(this, parameters)
    }
  }

  #step(kind: StepKind): void {
    if (!this.counting) return
    this.kinds.push(kind)
    this.#onStep(this.kinds.length)
    if (this.kinds.length === this.#dieAt) process.kill(process.pid, 'SIGKILL')
  }
}

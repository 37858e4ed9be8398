/** A disk that fills up, for tests: file operations of this process that fail one by one, or files that cannot grow. */
import { spawnSync } from 'node:child_process'
import promises, { open } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'

/** Lets one file operation of this process fail as a full disk would. */
export class FileFaults {
  seen = 0
  #failing: number | null = null
  #on = false
  readonly #restore: (() => void)[] = []

  static async watch(): Promise<FileFaults> {
    const faults = new FileFaults()
    const file = await open(process.execPath, 'r')
    for (const name of ['write', 'writeFile', 'sync']) faults.#watch(Object.getPrototypeOf(file) as object, name)
    await file.close()
    for (const name of ['rename', 'mkdir']) faults.#watch(promises, name)
    syncBuiltinESMExports()
    return faults
  }

  /** Counts the operations of the work in `seen`, of which the one of that number fails. */
  async during<T>(failing: number | null, work: () => Promise<T>): Promise<T> {
    this.seen = 0
    this.#failing = failing
    this.#on = true
    try {
      return await work()
    } finally {
      this.#on = false
    }
  }

  end(): void {
    for (const restore of this.#restore) restore()
    syncBuiltinESMExports()
  }

  #watch(of: object, name: string): void {
    const holder = of as Record<string, (...parameters: unknown[]) => unknown>
    const original = holder[name]
    if (original === undefined) throw new Error(`no method ${name}`)
    const check = (): void => {
      if (!this.#on) return
      const number = this.seen
      this.seen += 1
      if (number === this.#failing) throw Object.assign(new Error('ENOSPC: no space left on device'), { code: 'ENOSPC' })
    }
    holder[name] = async function (this: unknown, ...parameters: unknown[]) {
      check()
      return original.apply(this, parameters)
    }
    this.#restore.push(() => {
      holder[name] = original
    })
  }
}

/** Whether this system can hold files of a process down to a size. */
export const filesCanBeLimited = process.platform === 'linux' && spawnSync('prlimit', ['--version']).status === 0

/** Lets no file grow beyond so many bytes meanwhile, those of SQLite and of other threads among them: as on a disk that is full there, writing fails. */
export async function withFilesUpTo<T>(bytes: number, work: () => Promise<T>): Promise<T> {
  const limit = (to: string): void => {
    const { status, stderr } = spawnSync('prlimit', ['--pid', String(process.pid), `--fsize=${to}:`], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`prlimit: ${stderr}`)
  }
  const before = spawnSync('prlimit', ['--pid', String(process.pid), '--fsize', '--output', 'SOFT', '--noheadings', '--raw'], {
    encoding: 'utf8',
  }).stdout.trim()
  limit(String(bytes))
  try {
    return await work()
  } finally {
    limit(before)
  }
}

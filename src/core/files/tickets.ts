/**
 * Files that cross to the page do so as tickets: the page holds a random name, the shell and the core hold the path.
 * Files the core made for the user live in a folder of their own that is emptied at start.
 */
import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { toFileError } from './atomic.ts'
import type { FileTicket } from '../shapes.ts'

interface HeldFile { readonly path: string; readonly name: string; readonly size: number }

export class FileTickets {
  readonly #held = new Map<string, HeldFile>()
  readonly #directory: string
  #counter = 0

  /** `directory` is emptied: what an earlier run left there was never saved by anyone. */
  constructor(directory: string) {
    this.#directory = directory
    try {
      rmSync(directory, { recursive: true, force: true })
      mkdirSync(directory, { recursive: true, mode: 0o700 })
    } catch (error) {
      throw toFileError(error, directory)
    }
  }

  /** A fresh path in our folder to write an output to. */
  newPath(extension: string): string {
    this.#counter += 1
    return join(this.#directory, `${this.#counter}-${randomBytes(4).toString('hex')}.${extension}`)
  }

  /** Takes a file in (picked or uploaded) or gives one out (made by the core). `name` is what the user sees. */
  accept(path: string, name: string, _options: { temporary: boolean } = { temporary: true }): FileTicket {
    const size = sizeOf(path)
    const ticket = randomBytes(16).toString('base64url')
    this.#held.set(ticket, { path, name, size })
    return { ticket, name, size }
  }

  /** The file behind a ticket. Throws FILE_NOT_FOUND for a ticket that is forged or of an earlier run. */
  resolve(ticket: string): HeldFile {
    const held = this.#held.get(ticket)
    if (held === undefined) throw new AppError('FILE_NOT_FOUND', '这个文件已经不在了。', '请重新选择或重新生成文件。')
    return held
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch (error) {
    throw toFileError(error, path)
  }
}

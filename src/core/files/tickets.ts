/**
 * Files that cross to the page do so as tickets: the page holds a random name, the shell and the core hold the path.
 *
 * A ticket belongs to somebody: to the user at whose window a file was picked or for whom the core made it, or, where nobody has logged in
 * yet, to that window. To all others it is as if it were not there. Tickets end with the last session of their user, and their files with
 * them; what was taken in is removed as soon as it was used or refused. The folder of made files is sealed (see `temporary.ts`) and emptied at
 * start and end.
 */
import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../errors.ts'
import { endFolder, inputSize, sealFolder } from './temporary.ts'
import type { FileTicket } from '../shapes.ts'

/** Uploads that one holder may keep waiting, and their bytes together. */
export const MOST_UPLOADS = 20
export const MOST_UPLOAD_BYTES_HELD = 1024 * 1024 * 1024

export interface HeldFile {
  readonly path: string
  readonly name: string
  readonly size: number
}

interface Ticket extends HeldFile {
  /** Id of the user, or the window where nobody had logged in. */
  readonly holder: string
  /** Whether the file is ours to remove. */
  readonly temporary: boolean
  readonly upload: boolean
  /** How many are reading it; a file that has ended meanwhile goes when the last is done. */
  readers: number
  ended: boolean
}

/** A file in use. */
export interface Borrowed extends HeldFile {
  /** Says that it is not read any more. */
  release(): void
}

export class FileTickets {
  readonly #held = new Map<string, Ticket>()
  readonly #directory: string
  #counter = 0

  /** `directory` is emptied: what an earlier run left there was never saved by anyone. */
  constructor(directory: string) {
    this.#directory = directory
    sealFolder(directory)
  }

  /** A fresh path in our folder to write an output to. */
  newPath(extension: string): string {
    this.#counter += 1
    return join(this.#directory, `${this.#counter}-${randomBytes(4).toString('hex')}.${extension}`)
  }

  /** Gives out a file that the core made for somebody; `kept`: one that stays where it is (a backup). `name` is what the user sees. */
  give(path: string, name: string, holder: string, options: { readonly kept?: boolean } = {}): FileTicket {
    return this.#hold(path, name, { holder, temporary: options.kept !== true, upload: false })
  }

  /** Takes in a file that was picked, or uploaded (`temporary`). Throws BUSY where the holder has too many waiting. */
  accept(path: string, name: string, holder: string, options: { readonly temporary: boolean }): FileTicket {
    if (options.temporary) this.requireRoom(holder, inputSize(path))
    return this.#hold(path, name, { holder, temporary: options.temporary, upload: options.temporary })
  }

  /** Throws BUSY where a file of this many bytes is too much beside those that the holder has waiting. */
  requireRoom(holder: string, bytes: number): void {
    const waiting = [...this.#held.values()].filter((ticket) => ticket.upload && ticket.holder === holder)
    const held = waiting.reduce((sum, { size }) => sum + size, 0)
    if (waiting.length < MOST_UPLOADS && held + bytes <= MOST_UPLOAD_BYTES_HELD) return
    throw new AppError(
      'BUSY',
      `您选好还没有处理完的文件太多（${waiting.length} 个，${Math.round(held / 1024 / 1024)} MB），没有再收。`,
      '请先处理完或关闭前面的导入、接收，或退出登录后再试。',
    )
  }

  /** The file behind a ticket. Throws FILE_NOT_FOUND for one that is forged, ended, of an earlier run or somebody else's. */
  resolve(ticket: string, holder: string): HeldFile {
    const { path, name, size } = this.#of(ticket, holder)
    return { path, name, size }
  }

  /** The same for reading it over some time: until it is released the file stays, whatever ends meanwhile. */
  borrow(ticket: string, holder: string): Borrowed {
    const held = this.#of(ticket, holder)
    held.readers += 1
    let released = false
    const { path, name, size } = held
    return {
      path,
      name,
      size,
      release: () => {
        if (released) return
        released = true
        held.readers -= 1
        if (held.ended) remove(held)
      },
    }
  }

  /** Ends a ticket: what it stood for was used or refused. Unknown ones are none. */
  discard(ticket: string): void {
    const held = this.#held.get(ticket)
    if (held === undefined) return
    this.#held.delete(ticket)
    held.ended = true
    remove(held)
  }

  /** Ends all tickets of a holder. */
  end(holder: string): void {
    for (const [ticket, held] of this.#held) if (held.holder === holder) this.discard(ticket)
  }

  /** Ends all tickets and the folder with them, at the end of the program. */
  close(): void {
    this.#held.clear()
    endFolder(this.#directory)
  }

  #of(ticket: string, holder: string): Ticket {
    const held = this.#held.get(ticket)
    if (held === undefined || held.holder !== holder) throw new AppError('FILE_NOT_FOUND', '这个文件已经不在了。', '请重新选择或重新生成文件。')
    return held
  }

  #hold(path: string, name: string, of: Pick<Ticket, 'holder' | 'temporary' | 'upload'>): FileTicket {
    const size = inputSize(path)
    const ticket = randomBytes(16).toString('base64url')
    this.#held.set(ticket, { path, name, size, ...of, readers: 0, ended: false })
    return { ticket, name, size }
  }
}

function remove(held: Ticket): void {
  if (held.temporary && held.readers === 0) rmSync(held.path, { recursive: true, force: true })
}

/** Where packages are written to and read from: sticks, and folders that the command line names. Paths stay on this side. */
import { createHash } from 'node:crypto'
import { statfs } from 'node:fs/promises'
import { listPackageFiles, listSticks, type Stick } from '../../exchange/package/index.ts'
import { AppError } from '../../errors.ts'
import type { Place } from './contract.ts'

interface HeldPlace extends Place {
  readonly path: string
}

export class Places {
  readonly #places = new Map<string, HeldPlace>()
  readonly #files = new Map<string, { readonly path: string; readonly name: string }>()
  readonly #sticks: () => Promise<Stick[]>

  constructor(sticks: () => Promise<Stick[]> = listSticks) {
    this.#sticks = sticks
  }

  /** Sticks as they are plugged in now, and the folders made known. */
  async list(): Promise<Place[]> {
    const sticks = await this.#sticks()
    const folders = [...this.#places.values()].filter((place) => !place.removable)
    this.#places.clear()
    for (const stick of sticks)
      this.#keep({ path: stick.path, label: stick.label, free: stick.free, total: stick.total, writable: stick.writable, removable: true })
    for (const folder of folders) this.#places.set(folder.id, folder)
    return [...this.#places.values()].map(({ path: _, ...place }) => place)
  }

  /** Makes a folder known; its handle is its own for as long as the program runs. */
  async addFolder(path: string): Promise<string> {
    const disk = await statfs(path).catch((error: unknown) => {
      throw new AppError('FILE_NOT_FOUND', `没有文件夹“${path}”。`, '请先建好文件夹，或换一个位置。', { cause: error })
    })
    return this.#keep({ path, label: path, free: disk.bavail * disk.bsize, total: disk.blocks * disk.bsize, writable: true, removable: false })
  }

  /**
   * The folder behind a handle. Sticks are looked for again: where one was mounted its folder may remain, and what is written there
   * stays on this PC. Throws FILE_NOT_FOUND when the stick is no longer there.
   */
  async folder(id: string): Promise<string> {
    if (this.#places.get(id)?.removable !== false) await this.list()
    const place = this.#places.get(id)
    if (place === undefined) throw new AppError('FILE_NOT_FOUND', 'U 盘已经拔出，或者没有插好，没有读写任何文件。', '请插好 U 盘，刷新后重新选择。')
    return place.path
  }

  /** Package files of a place, each with a handle. */
  async packages(id: string): Promise<{ readonly handle: string; readonly path: string; readonly name: string; readonly size: number }[]> {
    const files = await listPackageFiles(await this.folder(id))
    return files.map((file) => {
      const handle = handleOf(file.path)
      this.#files.set(handle, { path: file.path, name: file.name })
      return { handle, path: file.path, name: file.name, size: file.size }
    })
  }

  /** The file behind a handle of {@link packages}. */
  file(handle: string): { readonly path: string; readonly name: string } {
    const file = this.#files.get(handle)
    if (file === undefined) throw new AppError('FILE_NOT_FOUND', '这个文件已经不在列表里。', '请刷新列表后重新选择。')
    return file
  }

  #keep(place: Omit<HeldPlace, 'id'>): string {
    const id = handleOf(place.path)
    this.#places.set(id, { id, ...place })
    return id
  }
}

function handleOf(path: string): string {
  return createHash('sha256').update(path).digest('base64url').slice(0, 22)
}

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Stick } from '../../exchange/package/index.ts'
import { Places } from './places.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'places-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

const stick = (path: string): Stick => ({ path, label: 'USB', free: 1, total: 2, writable: true })

describe('数据包放在哪', () => {
  it('U 盘拔出以后，挂载的文件夹还在也不能写；插回来又可以', async () => {
    let plugged = [stick(directory)]
    const places = new Places(() => Promise.resolve(plugged))
    const [place] = await places.list()
    expect(await places.folder(place?.id ?? '')).toBe(directory)
    plugged = []
    await expect(places.folder(place?.id ?? '')).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', message: expect.stringContaining('已经拔出') as unknown })
    plugged = [stick(directory)]
    expect(await places.folder(place?.id ?? '')).toBe(directory)
  })

  it('自己选的文件夹不因为拔了 U 盘就没有', async () => {
    const places = new Places(() => Promise.resolve([]))
    const id = await places.addFolder(directory)
    await places.list()
    expect(await places.folder(id)).toBe(directory)
  })
})

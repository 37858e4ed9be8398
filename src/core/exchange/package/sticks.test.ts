import { mkdir, mkdtemp, rm, symlink, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { listPackageFiles, listSticks } from './index.ts'
import { parseMounts, parseWindowsDrives } from './sticks.ts'

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'sticks-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true, force: true })
})

describe('sticks', () => {
  it('are listed without failing on this machine', async () => {
    for (const stick of await listSticks())
      expect(stick).toEqual({
        path: expect.any(String),
        label: expect.any(String),
        free: expect.any(Number),
        total: expect.any(Number),
        writable: expect.any(Boolean),
      })
    expect(Array.isArray(await listSticks())).toBe(true)
  })

  it('are read from what Linux lists', () => {
    const text = [
      'proc /proc proc rw,relatime 0 0',
      '/dev/vda / ext4 rw,relatime 0 0',
      '/dev/sdb1 /media/zhang/KINGSTON vfat rw,nosuid,nodev,relatime,utf8 0 0',
      '/dev/sdc1 /run/media/zhang/扶贫\\040U盘 exfat ro,nosuid 0 0',
      '/dev/sdc1 /mnt/again exfat rw 0 0',
      'tmpfs /run tmpfs rw,size=1k 0 0',
      '',
    ].join('\n')
    expect(parseMounts(text)).toEqual([
      { device: '/dev/vda', path: '/', readOnly: false },
      { device: '/dev/sdb1', path: '/media/zhang/KINGSTON', readOnly: false },
      { device: '/dev/sdc1', path: '/run/media/zhang/扶贫 U盘', readOnly: true },
    ])
    expect(parseMounts('')).toEqual([])
  })

  it('are read from what Windows answers', () => {
    const two =
      '[{"DeviceID":"F:","VolumeName":"扶贫","FreeSpace":15032385536,"Size":15502147584,"Access":0},{"DeviceID":"E:","VolumeName":"","FreeSpace":0,"Size":1000,"Access":1},' +
      '{"DeviceID":"G:","VolumeName":null,"FreeSpace":null,"Size":null,"Access":null},{"DeviceID":"F:","VolumeName":"扶贫","FreeSpace":1,"Size":2,"Access":0}]\r\n'
    expect(parseWindowsDrives(two)).toEqual([
      { path: 'E:\\', label: '', free: 0, total: 1000, writable: false },
      { path: 'F:\\', label: '扶贫', free: 15_032_385_536, total: 15_502_147_584, writable: true },
    ])
    expect(parseWindowsDrives('\uFEFF{"DeviceID":"E:","VolumeName":null,"FreeSpace":5,"Size":10,"Access":null}')).toEqual([
      { path: 'E:\\', label: '', free: 5, total: 10, writable: true },
    ])
    expect(parseWindowsDrives('\r\n')).toEqual([])
    expect(() => parseWindowsDrives('[{"DeviceID":"../x"}]')).toThrow()
  })
})

describe('packages in a folder', () => {
  it('are listed newest first, without links, folders and hidden files', async () => {
    await writeFile(join(directory, 'old.bfx'), '12345')
    await writeFile(join(directory, 'NEW.BFX'), '1')
    await writeFile(join(directory, '.hidden.bfx'), '1')
    await writeFile(join(directory, '.x.bfx.0123.partial'), '1')
    await writeFile(join(directory, 'other.xlsx'), '1')
    await mkdir(join(directory, 'folder.bfx'))
    await symlink(join(directory, 'old.bfx'), join(directory, 'link.bfx'))
    await utimes(join(directory, 'old.bfx'), 1000, 1000)
    expect((await listPackageFiles(directory)).map(({ name, path, size }) => [name, path, size])).toEqual([
      ['NEW.BFX', join(directory, 'NEW.BFX'), 1],
      ['old.bfx', join(directory, 'old.bfx'), 5],
    ])
    await expect(listPackageFiles(join(directory, 'none'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
    await expect(listPackageFiles(join(directory, 'old.bfx'))).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' })
  })
})

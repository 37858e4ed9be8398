import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { electronRuntime, fetchRuntime, type RuntimeSurroundings } from './electronRuntime.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-runtime-'))
  vi.stubEnv('ELECTRON_MIRROR', undefined)
  vi.stubEnv('ELECTRON_OVERRIDE_DIST_PATH', undefined)
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(directory, { recursive: true, force: true })
})

function install(): void {
  mkdirSync(join(directory, 'electron/dist'), { recursive: true })
  writeFileSync(join(directory, 'electron/path.txt'), 'electron')
  writeFileSync(join(directory, 'electron/dist/electron'), '')
}

function at(changes: Partial<RuntimeSurroundings> = {}): RuntimeSurroundings & { fetches: number[] } {
  const fetches: number[] = []
  return {
    packageDirectory: join(directory, 'electron'),
    failureStamp: join(directory, 'out/failed'),
    machine: 'linux x64',
    hasScreen: true,
    isRoot: false,
    now: 1_000_000_000,
    fetch: async (_installer, milliseconds) => {
      fetches.push(milliseconds)
      return false
    },
    fetches,
    ...changes,
  }
}

describe('electronRuntime', () => {
  it('takes an installed runtime without asking the network', async () => {
    install()
    const here = at()
    expect(await electronRuntime(here)).toEqual({ path: join(directory, 'electron/dist/electron') })
    expect(here.fetches).toEqual([])
  })
  it('fetches a missing one, bounded to a minute', async () => {
    const here = at({
      fetch: async (_installer, milliseconds) => {
        here.fetches.push(milliseconds)
        install()
        return true
      },
    })
    expect(await electronRuntime(here)).toHaveProperty('path')
    expect(here.fetches).toEqual([60_000])
  })
  it('says why not, and does not wait again the same day; a mirror is tried at once', async () => {
    const first = at()
    expect(await electronRuntime(first)).toMatchObject({ reason: expect.stringContaining('ELECTRON_MIRROR') as string })
    const second = at({ now: 1_000_000_000 + 60_000 })
    expect(await electronRuntime(second)).toHaveProperty('reason')
    const nextDay = at({ now: 1_000_000_000 + 25 * 3_600_000 })
    await electronRuntime(nextDay)
    vi.stubEnv('ELECTRON_MIRROR', 'http://mirror.example/')
    const mirrored = at({ now: 1_000_000_000 + 60_000 })
    await electronRuntime(mirrored)
    expect([first, second, nextDay, mirrored].map(({ fetches }) => fetches.length)).toEqual([1, 0, 1, 1])
  })
  it.each([
    [{ hasScreen: false }, '图形界面'],
    [{ isRoot: true }, 'root'],
    [{ machine: 'linux loong64' }, 'loong64'],
  ] as const)('%j: %s', async (changes, words) => {
    install()
    expect(await electronRuntime(at(changes))).toMatchObject({ reason: expect.stringContaining(words) as string })
  })
  it('half an installation is none', async () => {
    install()
    rmSync(join(directory, 'electron/dist/electron'))
    expect(await electronRuntime(at())).toHaveProperty('reason')
  })
})

describe('fetchRuntime', () => {
  it('ends an installer that hangs', async () => {
    const installer = join(directory, 'install.js')
    writeFileSync(installer, 'setInterval(() => undefined, 1000)')
    expect(await fetchRuntime(installer, 300)).toBe(false)
  })
})

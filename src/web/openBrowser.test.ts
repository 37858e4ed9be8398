import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { browserCommand, hasScreen, openBrowser, type Desktop } from './openBrowser.ts'

const linux: Desktop = { platform: 'linux', env: { DISPLAY: ':0', PATH: '/a:/usr/bin' }, executable: (path) => path === '/usr/bin/xdg-open' }

describe('browserCommand', () => {
  it('uses each system’s own starter', () => {
    expect(browserCommand(linux)).toEqual(['/usr/bin/xdg-open'])
    expect(browserCommand({ ...linux, executable: (path) => path === '/usr/bin/gio' })).toEqual(['/usr/bin/gio', 'open'])
    expect(browserCommand({ ...linux, platform: 'win32' })?.[0]).toBe('rundll32')
    expect(browserCommand({ ...linux, platform: 'darwin' })).toEqual(['open'])
  })
  it('opens nothing without a graphical session, a starter, or when told not to', () => {
    expect(browserCommand({ ...linux, env: { PATH: '/usr/bin' } })).toBeNull()
    expect(browserCommand({ ...linux, executable: () => false })).toBeNull()
    expect(browserCommand({ ...linux, env: { ...linux.env, BANGFU_BROWSER: 'none' } })).toBeNull()
    expect(hasScreen({ platform: 'linux', env: { WAYLAND_DISPLAY: 'wayland-0' } })).toBe(true)
  })
  it.skipIf(process.platform === 'win32')('tells a starter that fails from one that works', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'bangfu-open-'))
    const starter = join(directory, 'xdg-open')
    const desktop = { platform: 'linux' as const, env: { DISPLAY: ':0', PATH: directory }, executable: (path: string) => path === starter }
    const results: boolean[] = []
    for (const code of [0, 3]) {
      writeFileSync(starter, `#!/bin/sh\nexit ${code}\n`)
      chmodSync(starter, 0o755)
      results.push(await openBrowser('http://127.0.0.1:1/', desktop))
    }
    rmSync(directory, { recursive: true })
    expect(results).toEqual([true, false])
  })
})

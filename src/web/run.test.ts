import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '#core/errors.ts'
import { createFileLog, type Log } from '#core/shell/log.ts'
import { createSampleApp } from '#core/shell/testing/sampleApp.ts'
import { openWebShell, runWebShell, type WebFolders, type WebShellOptions } from './run.ts'

let directory: string
let log: Log
let folders: WebFolders
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'bangfu-run-'))
  log = createFileLog(directory, 'shell')
  folders = { dataDirectory: directory, resourcesDirectory: directory, temporaryDirectory: join(directory, 'temporary'), rendererDirectory: directory }
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

const options = (changes: Partial<WebShellOptions> = {}): WebShellOptions => ({ folders, port: 0, createApp: async () => createSampleApp(), log, ...changes })

describe('openWebShell', () => {
  it('serves, and closes the app after the server, once', async () => {
    const app = createSampleApp()
    const shell = await openWebShell(options({ createApp: async () => app }))
    expect((await fetch(shell.startAddress)).status).toBe(200)
    await Promise.all([shell.close(), shell.close()])
    expect(app.closed()).toBe(true)
    await expect(fetch(shell.server.address)).rejects.toThrow()
  })
  it('removes uploads that a broken run left, but only once the data is its own', async () => {
    const left = join(folders.temporaryDirectory, 'uploads', 'left.xlsx')
    mkdirSync(join(folders.temporaryDirectory, 'uploads'), { recursive: true })
    writeFileSync(left, '')
    await expect(
      openWebShell(
        options({
          createApp: async () => {
            throw new AppError('DATABASE_IN_USE', '已打开', '请关闭')
          },
        }),
      ),
    ).rejects.toThrow()
    expect(existsSync(left)).toBe(true)
    const shell = await openWebShell(options())
    expect(existsSync(left)).toBe(false)
    await shell.close()
  })
  it('writes into the log what is slow, without data', async () => {
    const shell = await openWebShell(
      options({
        createApp: async (_folders, ears) => {
          ears.onSlow(`SELECT * FROM person WHERE name = '张三'`, 250)
          ears.onUnforeseen(new Error('a job broke', { cause: new Error('because of this') }))
          return createSampleApp()
        },
      }),
    )
    expect(readFileSync(log.path, 'utf8')).toMatch(/unforeseen: Error: a job broke[\s\S]*cause: Error: because of this/)
    let now = performance.now()
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => (now += 500))
    await vi.waitFor(() => expect(readFileSync(log.path, 'utf8')).toMatch(/main thread blocked \d+ ms/), 60_000)
    clock.mockRestore()
    await shell.close()
    expect(readFileSync(log.path, 'utf8')).toContain('slow statement 250 ms: SELECT * FROM person WHERE name = ?')
    expect(readFileSync(log.path, 'utf8')).not.toContain('张三')
  })
  it('serves a data folder at one address from start to start, and elsewhere while another program has it', async () => {
    const first = await openWebShell(options({ port: 0 }))
    const second = await openWebShell(options({ port: 0 }))
    expect(second.server.address).not.toBe(first.server.address)
    await second.close()
    await first.close()
    const again = await openWebShell(options({ port: 0 }))
    expect(again.server.address).toBe(first.server.address)
    await again.close()
  })
  it('closes the app when the port is taken', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => {
      taken.listen(0, '127.0.0.1', resolve)
    })
    const app = createSampleApp()
    await expect(openWebShell(options({ port: (taken.address() as AddressInfo).port, createApp: async () => app }))).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
    expect(app.closed()).toBe(true)
    await new Promise((resolve) => {
      taken.close(resolve)
    })
  })
})

describe('runWebShell', () => {
  it('a start that fails ends in two sentences and the log, without a stack', async () => {
    const said: string[] = []
    const code = await runWebShell(
      options({
        createApp: async () => {
          throw new AppError('DATABASE_IN_USE', '数据已被另一个程序打开。', '请先关闭另一个窗口。', { cause: new Error('SQLITE_BUSY') })
        },
      }),
      { say: (line) => said.push(line), open: false },
    )
    expect(code).toBe(1)
    expect(said.slice(0, 2)).toEqual(['数据已被另一个程序打开。', '请先关闭另一个窗口。'])
    expect(said.join()).not.toMatch(/SQLITE|\.ts:/)
    expect(readFileSync(log.path, 'utf8')).toContain('SQLITE_BUSY')
  })
})

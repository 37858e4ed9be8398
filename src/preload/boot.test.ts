/** The whole Electron shell against the typed fake: main process, preload and page side of the real code, a sample core in the child. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { CORE_PORT, PortLink } from '#bridge/electron.ts'
import { AppError } from '#core/errors.ts'
import { createSampleApp, type SampleApp } from '#core/shell/testing/sampleApp.ts'
import { CoreService, type CoreServicePorts, type PagePort } from '#main/core/coreService.ts'
import type { FromCore, ToCore } from '#main/core/messages.ts'
import * as channels from '#main/ipc/channels.ts'
import { turns } from '#core/testing/turns.ts'
import { fakeElectron, resetElectron, senderEvent, type FakeChild, type FakePort, type FakeWindow, type World } from '#main/testing/fakeElectron.ts'

vi.mock('electron', () => fakeElectron)

let world: World
let directory: string
let app: SampleApp
let intervals: NodeJS.Timeout[]
let listeners: Array<{ event: string; listener: (error: unknown) => void }>

beforeEach(() => {
  world = resetElectron()
  directory = mkdtempSync(join(tmpdir(), 'bangfu-boot-'))
  vi.stubEnv('BANGFU_DATA', join(directory, 'data'))
  // Set by Electron in a packaged program.
  Reflect.set(process, 'resourcesPath', join(directory, 'program'))
  app = createSampleApp()
  listeners = []
  // The watches over what is slow must not outlive the test, or they write their logs anew.
  intervals = []
  const every = setInterval
  vi.spyOn(globalThis, 'setInterval').mockImplementation(((work: () => void, milliseconds: number) => {
    const interval = every(work, milliseconds)
    intervals.push(interval)
    return interval
  }) as typeof setInterval)
  // Nor must the handlers of the last resort, in the test runner's process.
  const on = process.on.bind(process)
  vi.spyOn(process, 'on').mockImplementation((event, listener) => {
    if (event === 'uncaughtException' || event === 'unhandledRejection') {
      listeners.push({ event, listener: listener as (error: unknown) => void })
      return process
    }
    return on(event as 'exit', listener as () => void)
  })
})
afterEach(() => {
  for (const interval of intervals) clearInterval(interval)
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  vi.resetModules()
  rmSync(directory, { recursive: true, force: true })
})

async function boot(): Promise<void> {
  await import('#main/index.ts')
  await settle()
}

const settle = (): Promise<void> => turns(50)

function mainWindow(): FakeWindow {
  const window = world.windows[0]
  if (window === undefined) throw new Error('no window')
  return window
}

interface RunningCore {
  readonly child: FakeChild
  die(code: number): void
}

/** Runs the core's service in the newest child. */
function runCore(createApp: CoreServicePorts['createApp'] = async () => app, prepare?: (session: string) => Promise<void>): RunningCore {
  const child = world.children.at(-1)
  if (child === undefined) throw new Error('no child')
  const ports: FakePort[] = []
  const service = new CoreService({
    createApp,
    send: (message: FromCore) => child.emit('message', message),
    ...(prepare === undefined ? {} : { prepare: (_app, session) => prepare(session) }),
  })
  child.attach((message, transferred) => {
    ports.push(...(transferred as FakePort[]))
    void service.receive(message as ToCore, transferred[0] as PagePort | undefined)
  })
  return {
    child,
    die: (code) => {
      for (const port of ports) port.close()
      child.exit(code)
    },
  }
}

/** What the page does: asks for a port and takes it into use. */
function connectPage(window: FakeWindow): PortLink {
  const link = new PortLink()
  window.webContents.on('posted', (channel: string, ports: FakePort[]) => {
    if (channel === channels.CORE_PORT_CHANNEL && ports[0] !== undefined) link.use(ports[0].raw as unknown as MessagePort)
  })
  ;(fakeElectron.ipcMain as unknown as { emit(event: string, value: unknown): void }).emit(channels.CONNECT_CORE, senderEvent(window))
  return link
}

const call = (link: PortLink, name: string, input?: unknown): Promise<unknown> => link.call([name], input, { context: {} })

const invoke = async (channel: string, event: unknown, input: unknown): Promise<unknown> =>
  (world.handlers.get(channel) as ((event: unknown, input: unknown) => Promise<unknown>) | undefined)?.(event, input)

describe('start', () => {
  it('installs every guard before the window, and shows the program’s own page', async () => {
    world.paths['crashDumps'] = join(directory, 'dumps')
    mkdirSync(join(directory, 'dumps'))
    writeFileSync(join(directory, 'dumps', 'old.dmp'), 'memory')
    await boot()
    expect(world.sandboxed).toBe(true)
    expect(world.crashReporter).toEqual([])
    expect(world.appended).toEqual(expect.arrayContaining(['disable-breakpad', 'disable-crash-reporter']))
    expect(existsSync(join(directory, 'dumps'))).toBe(false)
    expect(world.schemes).toHaveLength(1)
    expect(world.protocolHandlers.has('app')).toBe(true)
    expect([world.permissionRequest, world.permissionCheck, world.devicePermission, world.beforeRequest].every((handler) => handler !== null)).toBe(true)
    expect(mainWindow().webContents.url).toBe('app://register/')
    expect(mainWindow().webContents.openHandler).not.toBeNull()
    expect(mainWindow().visible).toBe(true)
    expect(world.children[0]?.options).toMatchObject({ serviceName: '数据服务' })
  })

  it('registers exactly the channels that are listed', async () => {
    await boot()
    const listening = (fakeElectron.ipcMain as unknown as { eventNames(): unknown[] }).eventNames()
    const { CORE_PORT_CHANNEL: outgoing, ...incoming } = channels
    expect([...world.handlers.keys(), ...listening].toSorted()).toEqual(Object.values(incoming).toSorted())
    expect(outgoing).toBe('core:port')
  })

  it('a second start opens nothing and quits; the first comes to the front', async () => {
    world.lock = false
    await boot()
    expect(world.windows).toEqual([])
    expect(world.children).toEqual([])
    expect(world.quits).toBe(1)
    vi.resetModules()
    world = resetElectron()
    await boot()
    mainWindow().minimized = true
    ;(fakeElectron.app as unknown as { emit(event: string): void }).emit('second-instance')
    expect(mainWindow()).toMatchObject({ minimized: false, focused: 1 })
  })

  it('two data folders are two programs', async () => {
    await boot()
    expect(world.paths['userData']).toBe(join(directory, 'data', 'shell'))
  })

  it('the page reaches the core, and its window is one session', async () => {
    await boot()
    runCore()
    const link = connectPage(mainWindow())
    await link.ready(1000)
    expect(await call(link, 'echo', { text: '张三' })).toEqual({ text: '张三' })
    const session = await call(link, 'session')
    expect(session).toMatch(/^[0-9a-f-]{36}$/)
    const again = connectPage(mainWindow())
    expect(await call(again, 'session')).toBe(session)
  })

  it('calls made before the core is ready are answered when it is', async () => {
    await boot()
    const link = connectPage(mainWindow())
    const early = call(link, 'echo', { text: '早' })
    await settle()
    runCore()
    expect(await early).toEqual({ text: '早' })
  })
})

describe('a session', () => {
  it('is prepared once, before its page is served, and served even when that fails', async () => {
    await boot()
    const prepared: string[] = []
    runCore(
      async () => app,
      async (session) => {
        prepared.push(session)
        throw new Error('no demonstration')
      },
    )
    const session = await call(connectPage(mainWindow()), 'session')
    await call(connectPage(mainWindow()), 'session')
    expect(prepared).toEqual([session])
  })
})

describe('when things break', () => {
  it('a core that dies answers CORE_RESTARTED, comes back, and the same page goes on in the same session', async () => {
    await boot()
    const core = runCore()
    const link = connectPage(mainWindow())
    const session = await call(link, 'session')
    const hanging = call(link, 'never').catch((error: unknown) => error)
    await settle()
    core.die(139)
    expect(await hanging).toMatchObject({ code: 'CORE_RESTARTED' })
    expect(world.children).toHaveLength(2)
    runCore()
    expect(await call(link, 'session')).toBe(session)
  })

  it('a core that dies before it was ready leaves no page without a line', async () => {
    await boot()
    const link = connectPage(mainWindow())
    const early = call(link, 'echo', { text: '早' }).catch((error: unknown) => error)
    await settle()
    world.children.at(-1)?.exit(1)
    runCore()
    await settle()
    expect(await call(link, 'echo', { text: '再来' })).toEqual({ text: '再来' })
    expect(await early).toMatchObject({ code: 'CORE_RESTARTED' })
  })

  it('a core that keeps dying ends in a message and exit code 1', async () => {
    await boot()
    for (let death = 0; death < 4; death++) world.children.at(-1)?.exit(1)
    await settle()
    expect(world.boxes[0]?.message).toContain('多次意外停止')
    expect(world.exits).toEqual([1])
  })

  it.each([
    ['DATABASE_IN_USE', '数据已被另一个程序打开。'],
    ['DATABASE_DAMAGED', '数据库损坏。'],
    ['DATABASE_NEWER', '数据来自更新的版本。'],
    ['DISK_FULL', '磁盘已满。'],
    ['FILE_LOCKED', '数据文件夹不能写入。'],
  ] as const)('data that cannot be opened (%s) ends in its sentence, not in a restart', async (code, message) => {
    await boot()
    runCore(async () => {
      throw new AppError(code, message, '请照做。')
    })
    await settle()
    expect(world.boxes).toHaveLength(1)
    expect(world.boxes[0]).toMatchObject({ message, detail: expect.stringContaining('请照做。') as string })
    expect(mainWindow().visible).toBe(false)
    expect(world.children).toHaveLength(1)
    expect(world.exits).toEqual([1])
  })

  it('an unknown fault at start shows no stack but logs it', async () => {
    await boot()
    runCore(async () => {
      throw new Error('SQLITE_CORRUPT at /secret')
    })
    await settle()
    expect(JSON.stringify(world.boxes[0])).not.toContain('SQLITE_CORRUPT')
    expect(readFileSync(join(directory, 'data', 'logs', 'shell.log'), 'utf8')).toContain('SQLITE_CORRUPT')
  })

  it('what is slow in the core or keeps the window from answering stands in the log, without data', async () => {
    await boot()
    runCore(async (_folders, { onSlow }) => {
      onSlow(`SELECT * FROM person WHERE name = '张三'`, 250)
      return app
    })
    await settle()
    let now = performance.now()
    vi.spyOn(performance, 'now').mockImplementation(() => (now += 500))
    const log = (): string => readFileSync(join(directory, 'data', 'logs', 'shell.log'), 'utf8')
    await vi.waitFor(() => expect(log()).toMatch(/info main thread blocked \d+ ms/), 60_000)
    await vi.waitFor(() => expect(log()).toMatch(/info window: main thread blocked \d+ ms/), 60_000)
    expect(log()).toContain('info slow statement 250 ms: SELECT * FROM person WHERE name = ?')
    expect(log()).not.toContain('张三')
  })

  it('a page that crashes is reloaded once, then the user is told', async () => {
    await boot()
    const emit = (reason: string): void => {
      ;(fakeElectron.app as unknown as { emit(event: string, ...values: unknown[]): void }).emit('render-process-gone', {}, mainWindow().webContents, {
        reason,
        exitCode: 5,
      })
    }
    emit('clean-exit')
    expect(mainWindow().webContents.reloads).toBe(0)
    emit('crashed')
    expect(mainWindow().webContents.reloads).toBe(1)
    expect(world.boxes).toEqual([])
    emit('oom')
    await settle()
    expect(mainWindow().webContents.reloads).toBe(1)
    expect(world.boxes[0]?.message).toContain('界面多次停止')
  })

  it('an unforeseen failure of the main process is logged, told, and ends with exit code 1', async () => {
    await boot()
    expect(listeners.map(({ event }) => event).toSorted()).toEqual(['uncaughtException', 'unhandledRejection'])
    listeners[0]?.listener(new Error('boom'))
    expect(world.errorBoxes[0]).toContain('已保存的数据不受影响')
    expect(world.errorBoxes[0]).not.toContain('boom')
    expect(readFileSync(join(directory, 'data', 'logs', 'shell.log'), 'utf8')).toContain('boom')
    expect(world.exits).toEqual([1])
  })
})

describe('channels', () => {
  it('hear only the top frame of our window with our page', async () => {
    await boot()
    runCore()
    world.answers.open.push(['/x/a.xlsx'])
    for (const event of [
      senderEvent(mainWindow(), { parent: {} }),
      senderEvent(mainWindow(), null),
      senderEvent(mainWindow(), { url: 'about:blank' }),
      { ...senderEvent(mainWindow()), sender: { id: 999 } },
    ]) {
      expect(await invoke(channels.PICK_FILE, event, { title: 'x', extensions: ['xlsx'] })).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
    }
    expect(world.answers.open).toHaveLength(1)
    const strangers = mainWindow().webContents.posted.length
    ;(fakeElectron.ipcMain as unknown as { emit(event: string, value: unknown): void }).emit(
      channels.CONNECT_CORE,
      senderEvent(mainWindow(), { url: 'about:blank' }),
    )
    expect(mainWindow().webContents.posted).toHaveLength(strangers)
  })

  it('answer any garbage with an error of ours, without a stack', async () => {
    await boot()
    runCore()
    const garbage: unknown[] = [
      null,
      undefined,
      1,
      'x',
      [],
      {},
      { title: 1 },
      { ticket: '../x' },
      { html: '' },
      { html: 5 },
      { title: 'x', extensions: Array.from({ length: 99 }, () => 'x') },
      { __proto__: { title: 'x' } },
    ]
    for (const channel of world.handlers.keys()) {
      for (const input of garbage) {
        const reply = await invoke(channel, senderEvent(mainWindow()), input)
        expect(reply).toMatchObject({ ok: false, error: { code: 'VALIDATION' } })
        expect(JSON.stringify(reply)).not.toMatch(/\.ts:\d/)
      }
    }
  })

  it('pick and save pass tickets through the core', async () => {
    await boot()
    runCore()
    mkdirSync(join(directory, 'usb'))
    const path = join(directory, 'usb', '花名册.xlsx')
    writeFileSync(path, 'content')
    world.answers.open.push([path])
    const picked = (await invoke(channels.PICK_FILE, senderEvent(mainWindow()), { title: '选择', extensions: ['xlsx'] })) as {
      value: { ticket: string; name: string; size: number }
    }
    expect(JSON.stringify(picked)).not.toContain(directory)
    const target = join(directory, 'usb', '副本.xlsx')
    world.answers.save.push(target)
    expect(await invoke(channels.SAVE_FILE, senderEvent(mainWindow()), { ticket: picked.value, suggestedName: '副本.xlsx' })).toEqual({ ok: true, value: true })
    expect(readFileSync(target, 'utf8')).toBe('content')
    expect(await invoke(channels.SAVE_FILE, senderEvent(mainWindow()), { ticket: { ticket: 'forged', name: '', size: 0 }, suggestedName: 'x' })).toMatchObject({
      ok: false,
      error: { code: 'NOT_FOUND' },
    })
  })
})

describe('leaving', () => {
  it('closes the core, then the window', async () => {
    await boot()
    runCore()
    mainWindow().close()
    expect(mainWindow().destroyed).toBe(false)
    await settle()
    expect(app.closed()).toBe(true)
    expect(mainWindow().destroyed).toBe(true)
  })

  it('asks when a job is at work; “停止任务” cancels it first', async () => {
    const cancelled: string[] = []
    const working = createSampleApp({
      list: () => [
        { id: 'j1', title: '导入花名册', state: cancelled.length === 0 ? 'running' : 'cancelled' },
        { id: 'j0', title: '旧的', state: 'done' },
      ],
      cancel: (job) => {
        cancelled.push(job)
        return { cancelled: true }
      },
    })
    await boot()
    runCore(async () => working)
    const link = connectPage(mainWindow())
    await call(link, 'session')
    world.answers.box.push(0)
    mainWindow().close()
    await settle()
    expect(world.boxes[0]).toMatchObject({ message: '还有 1 项任务没有做完。', defaultId: 0, cancelId: 0 })
    expect(working.closed()).toBe(false)
    world.answers.box.push(2)
    mainWindow().close()
    await settle()
    expect(cancelled).toEqual(['j1'])
    expect(working.closed()).toBe(true)
  })

  it('closes without a question when the user logs off Windows', async () => {
    await boot()
    runCore()
    mainWindow().emit('session-end')
    await settle()
    expect(app.closed()).toBe(true)
    expect(world.boxes).toEqual([])
  })
})

describe('preload', () => {
  it('gives the page four functions and a name, and nothing of Electron', async () => {
    const exposed: Record<string, unknown> = {}
    const sent: unknown[][] = []
    let onPort: ((event: { ports: unknown[] }) => void) | null = null
    vi.doMock('electron', () => ({
      contextBridge: {
        exposeInMainWorld: (name: string, value: unknown) => {
          exposed[name] = value
        },
      },
      ipcRenderer: {
        on: (channel: string, listener: (event: { ports: unknown[] }) => void) => {
          if (channel === channels.CORE_PORT_CHANNEL) onPort = listener
        },
        send: (...values: unknown[]) => {
          sent.push(values)
        },
        invoke: async (...values: unknown[]) => {
          sent.push(values)
        },
      },
    }))
    const posted: unknown[][] = []
    vi.stubGlobal('window', {
      location: { origin: 'app://register' },
      postMessage: (...values: unknown[]) => {
        posted.push(values)
      },
    })
    await import('./index.ts')
    const bridge = exposed['bridge'] as Record<string, (...values: unknown[]) => unknown>
    expect(Object.keys(exposed)).toEqual(['bridge'])
    expect(Object.keys(bridge).toSorted()).toEqual(['connectCore', 'pickFile', 'pickFolder', 'printHtml', 'saveFile', 'shell'])
    bridge['connectCore']?.('core:evil')
    bridge['pickFile']?.({ title: 'x' }, 'extra')
    bridge['saveFile']?.({ ticket: 't' }, 'a.xlsx')
    bridge['printHtml']?.('<p>')
    expect(sent).toEqual([
      [channels.CONNECT_CORE],
      [channels.PICK_FILE, { title: 'x' }],
      [channels.SAVE_FILE, { ticket: { ticket: 't' }, suggestedName: 'a.xlsx' }],
      [channels.PRINT, { html: '<p>' }],
    ])
    ;(onPort as unknown as (event: { ports: unknown[] }) => void)({ ports: ['port'] })
    expect(posted).toEqual([[CORE_PORT, 'app://register', ['port']]])
    vi.unstubAllGlobals()
    vi.doUnmock('electron')
  })

  it('stays short', () => {
    expect(readFileSync(new URL('./index.ts', import.meta.url), 'utf8').split('\n').length).toBeLessThanOrEqual(41)
    const main = new URL('../main/index.ts', import.meta.url)
    expect(existsSync(main) && readFileSync(main, 'utf8').split('\n').length).toBeLessThanOrEqual(61)
  })
})

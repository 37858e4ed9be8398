/**
 * A stand-in for the `electron` module, typed by the real `electron.d.ts`: it keeps what was installed and lets tests play the part
 * of the system, the user at dialogs, and the child process. Use with `vi.mock('electron', () => fakeElectron)`.
 */
import type * as Electron from 'electron'
import { EventEmitter } from 'node:events'
import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads'

type Handler = (...values: never[]) => unknown

/** Functions of `T`, without the overloads of its events, which EventEmitter gives. */
type Part<T, K extends keyof T> = Pick<T, K> & EventEmitter

/** What tests read and set; made anew by `resetElectron`. */
export interface World {
  paths: Record<string, string>
  packaged: boolean
  /** Switches that the program was started with, without the dashes. */
  switches: string[]
  lock: boolean
  sandboxed: boolean
  /** Switches that the program gave to Chromium. */
  appended: string[]
  quits: number
  exits: number[]
  crashReporter: Electron.CrashReporterStartOptions[]
  schemes: Electron.CustomScheme[]
  protocolHandlers: Map<string, (request: Request) => Response | Promise<Response>>
  handlers: Map<string, Handler>
  windows: FakeWindow[]
  children: FakeChild[]
  menu: Electron.MenuItemConstructorOptions[] | null
  clipboard: string
  openedPaths: string[]
  errorBoxes: string[]
  /** Answers of the user, taken in order; an exhausted list answers “cancel”. */
  answers: { box: number[]; open: string[][]; save: string[] }
  boxes: Electron.MessageBoxOptions[]
  printers: number
  printed: { url: string; options: Electron.WebContentsPrintOptions }[]
  printOutcome: { success: boolean; reason: string }
  permissionRequest: ((contents: unknown, permission: string, callback: (granted: boolean) => void) => void) | null
  permissionCheck: ((contents: unknown, permission: string, origin: string) => boolean) | null
  devicePermission: (() => boolean) | null
  beforeRequest: ((details: { url: string }, callback: (answer: { cancel?: boolean }) => void) => void) | null
}

export let world: World

export class FakeContents extends EventEmitter {
  static next = 1
  readonly id = FakeContents.next++
  url = ''
  reloads = 0
  openHandler: ((details: { url: string }) => { action: 'allow' | 'deny' }) | null = null
  readonly posted: Array<{ channel: string; message: unknown; ports: unknown[] }> = []

  setWindowOpenHandler(handler: (details: { url: string }) => { action: 'allow' | 'deny' }): void {
    this.openHandler = handler
  }
  getURL(): string {
    return this.url
  }
  reload(): void {
    this.reloads += 1
  }
  postMessage(channel: string, message: unknown, ports: unknown[] = []): void {
    this.posted.push({ channel, message, ports })
    this.emit('posted', channel, ports)
  }
  async executeJavaScript(): Promise<unknown> {
    return true
  }
  async getPrintersAsync(): Promise<unknown[]> {
    return Array.from({ length: world.printers }, (_, index) => ({ name: `打印机${index}` }))
  }
  async printToPDF(): Promise<Buffer> {
    return Buffer.from('%PDF-1.7 fake')
  }
  print(options: Electron.WebContentsPrintOptions, done: (success: boolean, reason: string) => void): void {
    world.printed.push({ url: this.url, options })
    done(world.printOutcome.success, world.printOutcome.reason)
  }
}

export class FakeWindow extends EventEmitter {
  readonly webContents = new FakeContents()
  readonly options: Electron.BrowserWindowConstructorOptions
  visible = false
  focused = 0
  destroyed = false
  minimized = false

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    this.options = options
    world.windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.url = url
    queueMicrotask(() => this.emit('ready-to-show'))
  }
  show(): void {
    this.visible = true
  }
  hide(): void {
    this.visible = false
  }
  focus(): void {
    this.focused += 1
  }
  restore(): void {
    this.minimized = false
  }
  isMinimized(): boolean {
    return this.minimized
  }
  isDestroyed(): boolean {
    return this.destroyed
  }
  destroy(): void {
    this.destroyed = true
    this.emit('closed')
  }
  /** The user presses the cross. */
  close(): void {
    let prevented = false
    this.emit('close', {
      preventDefault: () => {
        prevented = true
      },
    })
    if (!prevented) this.destroy()
  }
}

/** The core's process; a test attaches what runs in it by `fork`. */
export class FakeChild extends EventEmitter {
  readonly modulePath: string
  readonly options: Electron.ForkOptions
  killed = false
  /** Set by the test: receives what the shell posts. */
  onPosted: ((message: unknown, ports: unknown[]) => void) | null = null
  readonly early: Array<{ message: unknown; ports: unknown[] }> = []

  constructor(modulePath: string, options: Electron.ForkOptions) {
    super()
    this.modulePath = modulePath
    this.options = options
  }

  postMessage(message: unknown, ports: unknown[] = []): void {
    if (this.onPosted === null) this.early.push({ message, ports })
    else this.onPosted(message, ports)
  }
  kill(): boolean {
    this.killed = true
    return true
  }
  /** The process dies. */
  exit(code: number): void {
    this.emit('exit', code)
  }
  attach(onPosted: (message: unknown, ports: unknown[]) => void): void {
    this.onPosted = onPosted
    for (const { message, ports } of this.early.splice(0)) onPosted(message, ports)
  }
}

/** A port of the main process: a real channel of Node underneath. */
export class FakePort extends EventEmitter {
  readonly raw: NodePort
  /** Node starts a port when somebody listens; Electron when it is told to. */
  #early: unknown[] | null = []

  constructor(raw: NodePort) {
    super()
    this.raw = raw
    raw.on('message', (data: unknown) => {
      if (this.#early === null) this.emit('message', { data, ports: [] })
      else this.#early.push(data)
    })
    raw.on('close', () => this.emit('close'))
    raw.unref()
  }
  postMessage(message: unknown): void {
    this.raw.postMessage(message)
  }
  start(): void {
    const early = this.#early ?? []
    this.#early = null
    for (const data of early) this.emit('message', { data, ports: [] })
  }
  close(): void {
    this.raw.close()
  }
}

class FakeMessageChannelMain {
  readonly port1: FakePort
  readonly port2: FakePort
  constructor() {
    const { port1, port2 } = new MessageChannel()
    this.port1 = new FakePort(port1)
    this.port2 = new FakePort(port2)
  }
}

type App = Part<Electron.App, 'getPath' | 'setPath' | 'enableSandbox' | 'requestSingleInstanceLock' | 'quit' | 'exit' | 'getVersion' | 'whenReady'> & {
  readonly isPackaged: boolean
  readonly commandLine: Pick<Electron.CommandLine, 'hasSwitch' | 'appendSwitch'>
}

const app: App = Object.assign(new EventEmitter(), {
  getPath: (name: string) => world.paths[name] ?? `/fake/${name}`,
  setPath: (name: string, path: string) => {
    world.paths[name] = path
  },
  enableSandbox: () => {
    world.sandboxed = true
  },
  requestSingleInstanceLock: () => world.lock,
  quit: () => {
    world.quits += 1
    let prevented = false
    app.emit('before-quit', {
      preventDefault: () => {
        prevented = true
      },
    })
    if (!prevented) for (const window of world.windows.filter((candidate) => !candidate.destroyed)) window.close()
  },
  exit: (code = 0) => {
    world.exits.push(code)
  },
  getVersion: () => '0.1.0',
  whenReady: async () => undefined,
  commandLine: {
    hasSwitch: (name: string) => world.switches.includes(name),
    appendSwitch: (name: string) => {
      world.appended.push(name)
    },
  },
  isPackaged: true,
})
Object.defineProperty(app, 'isPackaged', { get: () => world.packaged })

const ipcMain = Object.assign(new EventEmitter(), {
  handle: (channel: string, handler: Handler) => {
    world.handlers.set(channel, handler)
  },
}) as unknown as Part<Electron.IpcMain, 'handle'>

const protocol = {
  registerSchemesAsPrivileged: (schemes: Electron.CustomScheme[]) => {
    world.schemes.push(...schemes)
  },
  handle: (scheme: string, handler: (request: Request) => Response | Promise<Response>) => {
    world.protocolHandlers.set(scheme, handler)
  },
} satisfies { [K in 'registerSchemesAsPrivileged']: Electron.Protocol[K] } & Record<'handle', unknown>

const defaultSession = Object.assign(new EventEmitter(), {
  setPermissionRequestHandler: (handler: World['permissionRequest']) => {
    world.permissionRequest = handler
  },
  setPermissionCheckHandler: (handler: World['permissionCheck']) => {
    world.permissionCheck = handler
  },
  setDevicePermissionHandler: (handler: World['devicePermission']) => {
    world.devicePermission = handler
  },
  webRequest: {
    onBeforeRequest: (handler: World['beforeRequest']) => {
      world.beforeRequest = handler
    },
  },
})

const dialog = {
  showMessageBox: async (...args: unknown[]) => {
    world.boxes.push(args.at(-1) as Electron.MessageBoxOptions)
    return { response: world.answers.box.shift() ?? 0, checkboxChecked: false }
  },
  showOpenDialog: async () => {
    const filePaths = world.answers.open.shift() ?? []
    return { canceled: filePaths.length === 0, filePaths }
  },
  showSaveDialog: async () => {
    const filePath = world.answers.save.shift() ?? ''
    return { canceled: filePath === '', filePath }
  },
  showErrorBox: (title: string, content: string) => {
    world.errorBoxes.push(`${title}\n${content}`)
  },
}

/** The module as `import … from 'electron'` sees it. */
export const fakeElectron = {
  app,
  BrowserWindow: FakeWindow,
  ipcMain,
  protocol,
  session: { defaultSession },
  dialog: dialog satisfies Partial<Record<keyof Electron.Dialog, unknown>>,
  shell: {
    openPath: async (path: string) => {
      world.openedPaths.push(path)
      return ''
    },
  } satisfies Pick<Electron.Shell, 'openPath'>,
  clipboard: {
    writeText: async (text: string) => {
      world.clipboard = text
    },
  } satisfies Pick<Electron.Clipboard, 'writeText'>,
  Menu: {
    buildFromTemplate: (template: Electron.MenuItemConstructorOptions[]) => template,
    setApplicationMenu: (menu: unknown) => {
      world.menu = menu as Electron.MenuItemConstructorOptions[]
    },
  } satisfies Partial<Record<keyof typeof Electron.Menu, unknown>>,
  MessageChannelMain: FakeMessageChannelMain,
  utilityProcess: {
    fork: (modulePath: string, _arguments: string[], options: Electron.ForkOptions) => {
      const child = new FakeChild(modulePath, options)
      world.children.push(child)
      return child
    },
  } satisfies Partial<Record<keyof typeof Electron.utilityProcess, unknown>>,
  crashReporter: {
    start: (options: Electron.CrashReporterStartOptions) => {
      world.crashReporter.push(options)
    },
  } satisfies Pick<Electron.CrashReporter, 'start'>,
}

/** A fresh world; call before each test. */
export function resetElectron(): World {
  app.removeAllListeners()
  ipcMain.removeAllListeners()
  defaultSession.removeAllListeners()
  world = {
    paths: {},
    packaged: true,
    switches: [],
    lock: true,
    sandboxed: false,
    appended: [],
    quits: 0,
    exits: [],
    crashReporter: [],
    schemes: [],
    protocolHandlers: new Map(),
    handlers: new Map(),
    windows: [],
    children: [],
    menu: null,
    clipboard: '',
    openedPaths: [],
    errorBoxes: [],
    answers: { box: [], open: [], save: [] },
    boxes: [],
    printers: 1,
    printed: [],
    printOutcome: { success: true, reason: '' },
    permissionRequest: null,
    permissionCheck: null,
    devicePermission: null,
    beforeRequest: null,
  }
  return world
}

/** An event of the IPC as a page's frame sends it. */
export function senderEvent(window: FakeWindow, frame: { url?: string; parent?: unknown } | null = {}): Record<string, unknown> {
  return { sender: window.webContents, senderFrame: frame === null ? null : { url: frame.url ?? 'app://register/', parent: frame.parent ?? null } }
}

resetElectron()

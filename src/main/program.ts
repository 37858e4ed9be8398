/** The running program: one window, one core, and what passes between them. */
import { app, dialog, MessageChannelMain, session, shell, utilityProcess, type BrowserWindow, type MessagePortMain } from 'electron'
import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { ENGINE_FLAGS } from '#core/shell/memory.ts'
import type { ErrorPayload } from '#core/errors.ts'
import type { Log } from '#core/shell/log.ts'
import { CoreClient } from './core/coreClient.ts'
import { decideRestart, PAGE_RELOADS } from './core/restartPolicy.ts'
import { answerChannel, listenChannel, type ChannelPorts } from './ipc/channel.ts'
import { CONNECT_CORE, CORE_PORT_CHANNEL, PICK_FILE, PICK_FOLDER, PRINT, SAVE_FILE } from './ipc/channels.ts'
import { Shutdown, type JobsChoice } from './lifecycle/shutdown.ts'
import type { Places } from './places.ts'
import { HOME } from './security/origin.ts'
import { refusePermissions } from './security/permissions.ts'
import { PrintDocuments, serveScheme } from './security/protocol.ts'
import { refuseNetwork } from './security/requests.ts'
import { createWindow, type WindowSurroundings } from './security/window.ts'
import { folderShape, pickFile, pickFolder, pickShape, saveFile, saveShape, type FileDesk } from './shell/dialogs.ts'
import { showFailure } from './shell/failure.ts'
import { installMenu } from './shell/menu.ts'
import { printDocument, printShape } from './shell/print.ts'

export class Program {
  readonly #places: Places
  readonly #log: Log
  readonly #surroundings: WindowSurroundings
  readonly #documents = new PrintDocuments()
  readonly #core: CoreClient<MessagePortMain>
  readonly #shutdown: Shutdown
  /** Session of the window, the same over reloads of its page and restarts of the core. */
  readonly #session = randomUUID()
  #window: BrowserWindow | null = null
  #connected = false
  #pageDeaths: readonly number[] = []
  #failing = false

  constructor(places: Places, log: Log) {
    this.#places = places
    this.#log = log
    this.#surroundings = { preload: places.preload, icon: places.icon, devTools: !app.isPackaged }
    this.#core = new CoreClient<MessagePortMain>(
      () => utilityProcess.fork(places.coreHost, [], { serviceName: '数据服务', stdio: 'ignore', execArgv: [...ENGINE_FLAGS] }),
      { dataDirectory: places.data, resourcesDirectory: places.resources, temporaryDirectory: places.temporary },
      {
        ready: () => log.info('core ready'),
        restarted: () => this.#reconnect(),
        failed: (error, detail) => void this.#fail(error, detail),
        log: (text) => log.error(text),
        slow: (text) => log.info(text),
      },
    )
    this.#shutdown = new Shutdown({
      runningJobs: () => this.#core.ask('runningJobs', null),
      askAboutJobs: (titles) => this.#askAboutJobs(titles),
      cancelJobs: async () => {
        await this.#core.ask('cancelJobs', null)
      },
      closeCore: (milliseconds) => this.#core.close(milliseconds),
      quit: () => app.quit(),
      pause: async (milliseconds) => {
        await pause(milliseconds)
      },
    })
  }

  /** Called once when the app is ready. */
  start(): void {
    const blocked = (address: string): void => this.#log.info(`blocked ${address.slice(0, 200)}`)
    refusePermissions(session.defaultSession)
    refuseNetwork(session.defaultSession, this.#surroundings.devTools, blocked)
    serveScheme(this.#places.renderer, this.#documents)
    installMenu({ openDataFolder: () => void shell.openPath(this.#places.data), about: () => this.#about() })
    this.#installChannels()
    this.#watchPages()
    app.on('before-quit', (event) => {
      if (!this.#shutdown.mayQuit()) event.preventDefault()
    })
    this.#core.start()
    this.#openWindow()
  }

  /** Brings the window to the front: somebody started the program a second time. */
  focus(): void {
    if (this.#window === null) return
    if (this.#window.isMinimized()) this.#window.restore()
    this.#window.show()
    this.#window.focus()
  }

  #openWindow(): void {
    const window = createWindow('main', this.#surroundings)
    this.#window = window
    window.once('ready-to-show', () => window.show())
    window.on('close', (event) => {
      if (this.#shutdown.mayQuit()) return
      event.preventDefault()
    })
    window.on('closed', () => {
      this.#window = null
    })
    window.on('session-end', () => void this.#shutdown.sessionEnds())
    void window.loadURL(HOME).catch((error: unknown) =>
      this.#fail(
        {
          code: 'INTERNAL',
          message: '程序的界面文件打不开，可能没有安装完整。',
          action: '请重新安装程序；数据不在安装文件夹里，不会丢失。',
        },
        String(error),
      ),
    )
  }

  #installChannels(): void {
    const ports: ChannelPorts = {
      windowOf: (id) => (this.#window?.webContents.id === id ? this.#window : undefined),
      onUnforeseen: (error) => this.#log.error('channel', error),
    }
    const desk: FileDesk = {
      accept: (path, name) => this.#core.ask('accept', { path, name, session: this.#session }),
      resolve: (ticket) => this.#core.ask('resolve', { ticket, session: this.#session }),
      save: async (ticket, to) => {
        await this.#core.ask('save', { ticket, session: this.#session, to })
      },
      documents: this.#places.documents,
    }
    answerChannel(ports, PICK_FILE, pickShape, (window, input) => pickFile(window, desk, input))
    answerChannel(ports, PICK_FOLDER, folderShape, (window, input) => pickFolder(window, desk, input))
    answerChannel(ports, SAVE_FILE, saveShape, (window, input) => saveFile(window, desk, input))
    answerChannel(ports, PRINT, printShape, (window, { html }) =>
      printDocument(
        window,
        {
          documents: this.#documents,
          createWindow: () => createWindow('print', this.#surroundings),
          documentsFolder: this.#places.documents,
        },
        html,
      ),
    )
    listenChannel(ports, CONNECT_CORE, (window) => {
      this.#connected = true
      this.#connect(window)
    })
  }

  /** Gives the page one end of a new channel and the core the other. */
  #connect(window: BrowserWindow): void {
    const { port1, port2 } = new MessageChannelMain()
    this.#core.connect(this.#session, port1)
    window.webContents.postMessage(CORE_PORT_CHANNEL, null, [port2])
  }

  #reconnect(): void {
    if (this.#connected && this.#window !== null) this.#connect(this.#window)
  }

  #watchPages(): void {
    app.on('render-process-gone', (_event, contents, details) => {
      this.#log.error(`page gone: ${details.reason} (${details.exitCode})`)
      if (details.reason === 'clean-exit' || contents.id !== this.#window?.webContents.id) return
      const { restart, deaths } = decideRestart(this.#pageDeaths, Date.now(), PAGE_RELOADS)
      this.#pageDeaths = deaths
      if (restart) contents.reload()
      else
        void this.#fail(
          { code: 'INTERNAL', message: '程序的界面多次停止工作。', action: '已保存的数据不受影响。请退出后重新打开程序；如果电脑内存不足，请先关闭其他程序。' },
          JSON.stringify(details),
        )
    })
  }

  async #askAboutJobs(titles: readonly string[]): Promise<JobsChoice> {
    const options = {
      type: 'question' as const,
      message: `还有 ${titles.length} 项任务没有做完。`,
      detail: `${titles.join('\n')}\n\n停止任务不会损坏数据：没有写完的任务不写入。`,
      buttons: ['返回', '等任务做完再退出', '停止任务并退出'],
      defaultId: 0,
      cancelId: 0,
      noLink: true,
    }
    const { response } = this.#window === null ? await dialog.showMessageBox(options) : await dialog.showMessageBox(this.#window, options)
    return response === 1 ? 'wait' : response === 2 ? 'cancel' : 'back'
  }

  #about(): void {
    void dialog.showMessageBox({
      type: 'info',
      message: `精准帮扶工作台 ${app.getVersion()}`,
      detail: `数据文件夹：${this.#places.data}`,
      buttons: ['确定'],
      noLink: true,
    })
  }

  /** Tells the user once and leaves with exit code 1. */
  async #fail(error: ErrorPayload, detail: string): Promise<void> {
    if (this.#failing) return
    this.#failing = true
    this.#log.error(`${error.code}: ${error.message}\n${detail}`)
    this.#window?.hide()
    await showFailure({ error, detail, dataDirectory: this.#places.data, logPath: this.#log.path, version: app.getVersion() })
    await this.#core.close(0)
    app.exit(1)
  }
}

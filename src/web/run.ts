/** Runs the loopback shell from start to end: opens the data, serves, opens the browser, listens to the terminal, closes in order. */
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { toErrorPayload } from '#core/errors.ts'
import { endFolder, sealFolder } from '#core/files/temporary.ts'
import type { Log } from '#core/shell/log.ts'
import type { AppEars, ServedApp } from '#core/shell/served.ts'
import { slowLine, watchSlowness } from '#core/shell/slowness.ts'
import { openBrowser } from './openBrowser.ts'
import { atPort } from './port.ts'
import { startWebServer, type WebServer } from './server.ts'

export interface WebFolders {
  readonly dataDirectory: string
  readonly resourcesDirectory: string
  readonly temporaryDirectory: string
  readonly rendererDirectory: string
}

export interface WebShellOptions {
  readonly folders: WebFolders
  /** 0: that of the data folder, or any free one. */
  readonly port: number
  /** Opens the app; the real one is `createApp`, which is to tell of slow statements and of the causes of failures. */
  createApp(folders: WebFolders, ears: AppEars): Promise<ServedApp>
  readonly log: Log
  /** Called with the app before anyone is served, e.g. to log the demonstration in; answers with the session that the first page gets. */
  prepare?(app: ServedApp): Promise<string | undefined>
}

export interface WebShell {
  readonly server: WebServer
  /** Address that opens the program once. */
  readonly startAddress: string
  /** Stops serving, then closes the app; may be called again. */
  close(): Promise<void>
}

/** Opens the app and serves it; rejects with what `createApp` or the port says, leaving nothing open. */
export async function openWebShell(options: WebShellOptions): Promise<WebShell> {
  const slowness = watchSlowness((slow) => options.log.info(slowLine(slow)))
  const onUnforeseen = (error: unknown): void => options.log.error('unforeseen', error)
  const app = await options.createApp(options.folders, { onSlow: slowness.onSlow, onUnforeseen }).catch((error: unknown) => {
    slowness.stop()
    throw error
  })
  const uploads = join(options.folders.temporaryDirectory, 'uploads')
  try {
    // The data is ours now, so uploads that are still here were left by a run that broke off.
    sealFolder(uploads)
    const session = await options.prepare?.(app)
    const { dataDirectory, rendererDirectory, temporaryDirectory } = options.folders
    const server = await atPort(options.port, dataDirectory, (port) => startWebServer({ app, rendererDirectory, temporaryDirectory, port, onUnforeseen }))
    let closing: Promise<void> | null = null
    return {
      server,
      startAddress: server.startAddress(session),
      close: () =>
        (closing ??= server
          .close()
          .then(() => app.close())
          .finally(slowness.stop)
          .finally(() => endFolder(uploads))),
    }
  } catch (error) {
    await app.close().finally(slowness.stop)
    throw error
  }
}

export interface Terminal {
  say(line: string): void
  /** Whether the address is to be opened in a browser. */
  readonly open: boolean
}

/** Runs until Ctrl+C or an ended terminal session. Resolves with the exit code. */
export async function runWebShell(options: WebShellOptions, terminal: Terminal): Promise<number> {
  let shell: WebShell
  try {
    shell = await openWebShell(options)
  } catch (error) {
    options.log.error('start failed', error)
    const { message, action } = startFailure(error, options.port)
    terminal.say(message)
    terminal.say(action)
    terminal.say(`日志：${options.log.path}`)
    return 1
  }
  await present(shell.startAddress, terminal)
  const stopListening = listenForEnter(() => void present(shell.server.startAddress(), terminal))
  await untilStopped()
  stopListening()
  terminal.say('正在关闭……')
  await shell.close()
  terminal.say('已关闭，数据已保存。')
  return 0
}

async function present(address: string, terminal: Terminal): Promise<void> {
  const opened = terminal.open && (await openBrowser(address))
  terminal.say(
    opened
      ? `已在浏览器中打开。如果没有看到，请把下面的地址复制到浏览器（只能用一次）：\n  ${address}`
      : `请在这台电脑的浏览器里打开下面的地址（只能用一次）：\n  ${address}`,
  )
  terminal.say('按回车键再打开一个页面；按 Ctrl+C 退出。')
}

function startFailure(error: unknown, port: number): { message: string; action: string } {
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return { message: `端口 ${port} 已被别的程序占用。`, action: '请换一个端口，或者不指定端口。' }
  return toErrorPayload(error)
}

/** Enter opens another page; only where somebody sits at the terminal. */
function listenForEnter(onEnter: () => void): () => void {
  if (!process.stdin.isTTY) return () => undefined
  const lines = createInterface({ input: process.stdin })
  lines.on('line', onEnter)
  // Ctrl+C reaches the interface first.
  lines.on('SIGINT', () => process.emit('SIGINT'))
  return () => lines.close()
}

/** Resolves at the first signal to stop; a second one ends the process at once (the database recovers by its log). */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false
    const stop = (): void => {
      if (asked) process.exit(130)
      asked = true
      resolve()
    }
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop)
  })
}

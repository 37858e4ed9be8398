/** When the main process itself fails: a line in the log, a sentence on the screen, an exit code that is not 0. No dumps. */
import { rmSync } from 'node:fs'
import { app, dialog } from 'electron'
import { dumpNoMemory } from '#core/shell/dumps.ts'
import type { Log } from '#core/shell/log.ts'

/**
 * No process of the program leaves its memory on the disk when it dies: Electron's reporter, which writes such dumps, is never started,
 * Chromium's own is switched off, and what versions up to 0.2.0 left is removed. Call it before the program starts any other process.
 */
export function keepNoDumps(): void {
  dumpNoMemory()
  for (const name of ['disable-breakpad', 'disable-crash-reporter']) app.commandLine.appendSwitch(name)
  try {
    rmSync(app.getPath('crashDumps'), { recursive: true, force: true })
  } catch {
    // Held by another program; tried again at the next start.
  }
}

/** Installs the last handlers of the main process. */
export function catchUnforeseen(log: Log): void {
  const fail = (error: unknown): void => {
    log.error('main process failed', error)
    dialog.showErrorBox('精准帮扶工作台', `程序出错，需要关闭。已保存的数据不受影响。\n请重新打开程序；如果仍然出错，请把日志交给技术人员：\n${log.path}`)
    app.exit(1)
  }
  process.on('uncaughtException', fail)
  process.on('unhandledRejection', fail)
}

/** When the main process itself fails: a line in the log, a sentence on the screen, an exit code that is not 0. Dumps stay here. */
import { app, crashReporter, dialog } from 'electron'
import type { Log } from '#core/shell/log.ts'

/** Keeps crash dumps on this machine only. */
export function keepCrashDumps(): void {
  crashReporter.start({ uploadToServer: false })
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

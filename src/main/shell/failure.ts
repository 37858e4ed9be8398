/** What the user sees when the program cannot start or go on: what is wrong, what to do, the log; never an offer to delete data. */
import { clipboard, dialog, shell, type MessageBoxOptions } from 'electron'
import type { ErrorPayload } from '#core/errors.ts'
import { maskNumbers } from '#core/shell/log.ts'

export interface FailureReport {
  readonly error: ErrorPayload
  /** For the technician; goes to the clipboard only. */
  readonly detail: string
  readonly dataDirectory: string
  readonly logPath: string
  readonly version: string
}

export const FAILURE_BUTTONS = ['退出', '复制错误信息', '打开数据文件夹'] as const

/** The message as it is shown: sentences only, no stack. */
export function failureMessage(report: FailureReport): MessageBoxOptions {
  return {
    type: 'error',
    title: '精准帮扶工作台',
    message: report.error.message,
    detail: `${report.error.action}\n\n数据文件夹：${report.dataDirectory}\n日志：${report.logPath}`,
    buttons: [...FAILURE_BUTTONS],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  }
}

/** What “复制错误信息” puts on the clipboard. */
export function failureText(report: FailureReport): string {
  const lines = [
    `精准帮扶工作台 ${report.version}`,
    `${report.error.code}: ${report.error.message}`,
    report.error.action,
    `日志：${report.logPath}`,
    '',
    report.detail,
  ]
  return maskNumbers(lines.join('\n'))
}

/** Shows the message until the user chooses to quit. */
export async function showFailure(report: FailureReport): Promise<void> {
  for (;;) {
    const { response } = await dialog.showMessageBox(failureMessage(report))
    if (response === 1) await clipboard.writeText(failureText(report))
    else if (response === 2) await shell.openPath(report.dataDirectory)
    else return
  }
}

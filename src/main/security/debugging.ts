/**
 * A release cannot be debugged from outside: a program beside it on the same PC could otherwise read through the open window what only the
 * user may see, or call the core in his name. Node's own switches are off in the binary (fuses); those of Chromium are refused here,
 * before the first window and before Chromium opens a port.
 */
import { app, dialog } from 'electron'
import type { Log } from '#core/shell/log.ts'

/** Switches that open the page or its scripts to other programs, or take its protection away. */
const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-debugging-socket-name',
  'remote-allow-origins',
  'auto-open-devtools-for-tabs',
  'inspect',
  'inspect-brk',
  'inspect-wait',
  'inspect-port',
  'inspect-publish-uid',
  'debug',
  'debug-brk',
  'debug-port',
  'js-flags',
  'disable-web-security',
  'load-extension',
  'renderer-cmd-prefix',
  'utility-cmd-prefix',
  'gpu-launcher',
] as const

/** Of a release that was started with such a switch: says so and ends with exit code 1. True when it ends; while developing nothing is refused. */
export function refuseDebugging(log: Pick<Log, 'error'>): boolean {
  if (!app.isPackaged) return false
  const found = REFUSED.find((name) => app.commandLine.hasSwitch(name))
  if (found === undefined) return false
  log.error(`refused to run with --${found}`)
  dialog.showErrorBox(
    '精准帮扶工作台',
    `程序没有打开：启动时带了调试开关（--${found}），别的程序可以借它读到您的数据。\n请从开始菜单或桌面图标重新打开；如果图标也打不开，请重新安装程序。`,
  )
  app.exit(1)
  return true
}

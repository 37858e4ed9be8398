/** Whether Electron can run here: its runtime present or fetched in bounded time, a screen to show windows on. */
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { arch, platform } from 'node:process'
import { dirname, join } from 'node:path'

/** Longest time for fetching the runtime. */
const FETCH_MS = 60_000
/** After a failed fetch it is not tried again for so long, so that every start without a network does not wait. */
const RETRY_MS = 24 * 60 * 60_000

/** CPUs that Electron is built for. */
const BUILT_FOR: ReadonlySet<string> = new Set(['linux x64', 'linux arm64', 'linux arm', 'win32 x64', 'win32 arm64', 'darwin x64', 'darwin arm64'])

export type Runtime = { readonly path: string } | { readonly reason: string }

export interface RuntimeSurroundings {
  /** Folder of the package `electron`. */
  readonly packageDirectory: string
  /** File that remembers a failed fetch. */
  readonly failureStamp: string
  readonly machine: string
  readonly hasScreen: boolean
  readonly isRoot: boolean
  readonly now: number
  /** Runs the package's installer; true when it ended well in time. */
  fetch(installer: string, milliseconds: number): Promise<boolean>
}

/** Path of the runtime, or the reason (a Chinese sentence) why windows cannot be had. */
export async function electronRuntime(at: RuntimeSurroundings): Promise<Runtime> {
  if (!BUILT_FOR.has(at.machine)) return { reason: `Electron 没有适用于这台电脑（${at.machine}）的版本。` }
  if (!at.hasScreen) return { reason: '这里没有图形界面，打不开窗口。' }
  if (at.isRoot) return { reason: '当前是管理员（root）账户，Electron 的安全沙箱不能在这个账户下运行。' }
  const present = installedPath(at.packageDirectory)
  if (present !== null) return { path: present }
  if (failedLately(at)) return { reason: '一天之内下载 Electron 运行文件失败过，这次没有再试（设置 ELECTRON_MIRROR 后会马上再试）。' }
  await at.fetch(join(at.packageDirectory, 'install.js'), FETCH_MS)
  const fetched = installedPath(at.packageDirectory)
  if (fetched !== null) {
    rmSync(at.failureStamp, { force: true })
    return { path: fetched }
  }
  mkdirSync(dirname(at.failureStamp), { recursive: true })
  writeFileSync(at.failureStamp, String(at.now))
  return { reason: `没有取得 Electron 运行文件（没有网络，或 ${FETCH_MS / 1000} 秒内没有下载完；可用 ELECTRON_MIRROR 指定下载地址）。` }
}

/** The installed executable; null when it is not there whole. */
export function installedPath(packageDirectory: string): string | null {
  try {
    const executable = readFileSync(join(packageDirectory, 'path.txt'), 'utf8').trim()
    const path = join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(packageDirectory, 'dist'), executable)
    return existsSync(path) ? path : null
  } catch {
    return null
  }
}

function failedLately(at: RuntimeSurroundings): boolean {
  if (process.env['ELECTRON_MIRROR'] !== undefined) return false
  try {
    return at.now - Number(readFileSync(at.failureStamp, 'utf8')) < RETRY_MS
  } catch {
    return false
  }
}

/** Runs the installer of the package; its progress and errors are not for the user. `ELECTRON_MIRROR` passes through the environment. */
export function fetchRuntime(installer: string, milliseconds: number): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [installer], { stdio: 'ignore', timeout: milliseconds, killSignal: 'SIGKILL' })
    child.once('error', () => resolve(false))
    child.once('exit', (code) => resolve(code === 0))
  })
}

/** Platform and CPU of this machine, as `BUILT_FOR` names them. */
export function thisMachine(): string {
  return `${platform} ${arch}`
}

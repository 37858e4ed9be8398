/** Opens an address in the user's default browser, where there is one. */
import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

export interface Desktop {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether a file may be executed. */
  readonly executable: (path: string) => boolean
}

/** How long a starter may take to say that it failed; most stay silent when they succeed. */
const FAILURE_MS = 3_000

/**
 * The command that opens an address, without the address; null where no browser can be opened: no graphical session, no starter, or
 * `BANGFU_BROWSER=none`.
 */
export function browserCommand(desktop: Desktop): readonly string[] | null {
  if (desktop.env['BANGFU_BROWSER'] === 'none') return null
  if (desktop.platform === 'win32') return ['rundll32', 'url.dll,FileProtocolHandler']
  if (desktop.platform === 'darwin') return ['open']
  if (!hasScreen(desktop)) return null
  const starter = findOnPath(desktop, ['xdg-open', 'gio', 'x-www-browser'])
  if (starter === null) return null
  return starter.endsWith('gio') ? [starter, 'open'] : [starter]
}

/** Whether windows can be shown at all. */
export function hasScreen(desktop: Pick<Desktop, 'platform' | 'env'>): boolean {
  if (desktop.platform === 'win32' || desktop.platform === 'darwin') return true
  return isSet(desktop.env['DISPLAY']) || isSet(desktop.env['WAYLAND_DISPLAY'])
}

/** Opens the address; false when there is nothing to open it with or the starter reports a failure. */
export function openBrowser(address: string, desktop: Desktop = thisDesktop()): Promise<boolean> {
  const command = browserCommand(desktop)
  const [program, ...rest] = command ?? []
  if (program === undefined) return Promise.resolve(false)
  return new Promise((resolve) => {
    const child = spawn(program, [...rest, address], { stdio: 'ignore', detached: true, windowsHide: true })
    const timer = setTimeout(() => resolve(true), FAILURE_MS)
    const finish = (opened: boolean): void => {
      clearTimeout(timer)
      resolve(opened)
    }
    child.once('error', () => finish(false))
    child.once('exit', (code) => finish(code === 0))
    child.unref()
  })
}

function thisDesktop(): Desktop {
  return { platform: process.platform, env: process.env, executable }
}

function findOnPath(desktop: Desktop, names: readonly string[]): string | null {
  const folders = (desktop.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(desktop.executable) ?? null
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== ''
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

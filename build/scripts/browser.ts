/** Finds a Chromium-family browser on this machine for the screen tests. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The browser without a window first: nobody looks at it, and it has less to do beside the page. */
const COMMANDS = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge', 'microsoft-edge-stable']

const WINDOWS_PLACES = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether a file may be executed. */
  readonly executable: (path: string) => boolean
}

/**
 * Path of the browser to drive: `BANGFU_BROWSER` when it is set and can be executed, else the first of the usual commands on the PATH
 * (Windows: the usual folders); null when there is none.
 */
export function findBrowser(machine: Machine = thisMachine()): string | null {
  const wanted = machine.env['BANGFU_BROWSER']
  if (wanted !== undefined && wanted !== '') return machine.executable(wanted) ? wanted : null
  const places = machine.platform === 'win32' ? windowsPlaces(machine.env) : unixPlaces(machine.env)
  return places.find(machine.executable) ?? null
}

function unixPlaces(env: Machine['env']): string[] {
  const directories = (env['PATH'] ?? '').split(delimiter).filter((directory) => directory !== '')
  return COMMANDS.flatMap((command) => directories.map((directory) => join(directory, command)))
}

function windowsPlaces(env: Machine['env']): string[] {
  const roots = [env['ProgramFiles'], env['ProgramFiles(x86)'], env['LOCALAPPDATA']].filter((root) => root !== undefined)
  return roots.flatMap((root) => WINDOWS_PLACES.map((place) => `${root}\\${place}`))
}

function thisMachine(): Machine {
  return { platform: process.platform, env: process.env, executable }
}

function executable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

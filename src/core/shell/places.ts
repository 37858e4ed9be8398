/** Where the program keeps its data on each system when the user names no folder. */
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'

export interface Surroundings {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  readonly home: string
  readonly temporary: string
}

/** What the running process sees. */
export function surroundings(): Surroundings {
  return { platform: process.platform, env: process.env, home: homedir(), temporary: tmpdir() }
}

function set(value: string | undefined): string | null {
  return value === undefined || value.trim() === '' ? null : value
}

/** The data folder: `BANGFU_DATA`, or the system's place for data of programs. All shells of one user find the same office. */
export function defaultDataDirectory(at: Surroundings = surroundings()): string {
  const wanted = set(at.env['BANGFU_DATA'])
  if (wanted !== null) return wanted
  if (at.platform === 'win32') return join(set(at.env['APPDATA']) ?? join(at.home, 'AppData', 'Roaming'), 'bangfu', 'data')
  if (at.platform === 'darwin') return join(at.home, 'Library', 'Application Support', 'bangfu', 'data')
  return join(set(at.env['XDG_DATA_HOME']) ?? join(at.home, '.local', 'share'), 'bangfu', 'data')
}

/** The folder of the demonstration county: a cache that may be made anew at any time. */
export function demoDataDirectory(at: Surroundings = surroundings()): string {
  const wanted = set(at.env['BANGFU_DEMO_DATA'])
  if (wanted !== null) return wanted
  if (at.platform === 'win32') return join(set(at.env['LOCALAPPDATA']) ?? join(at.home, 'AppData', 'Local'), 'bangfu', 'demo')
  if (at.platform === 'darwin') return join(at.home, 'Library', 'Caches', 'bangfu', 'demo')
  return join(set(at.env['XDG_CACHE_HOME']) ?? join(at.home, '.cache'), 'bangfu', 'demo')
}

/** The folder of the logs that the loopback shell and the command line keep beside a data folder. */
export function logsDirectoryOf(dataDirectory: string): string {
  return join(dataDirectory, 'logs')
}

/** The program's own folder for temporary files beside a data folder; emptied at each start by the shell that opens the data. */
export function temporaryDirectoryOf(dataDirectory: string): string {
  return join(dataDirectory, 'temporary')
}
